/**
 * A model that another program serves, asked over HTTP in OpenAI's chat completions protocol.
 *
 * <p>What leaves: pixels as PNG files that hold nothing else, and the questions.
 */
@NullMarked
package org.juxta.inference.lvlm.remote;

import org.jspecify.annotations.NullMarked;
