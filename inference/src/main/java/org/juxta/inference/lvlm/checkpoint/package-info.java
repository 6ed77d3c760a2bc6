/**
 * Checkpoint directories in Hugging Face layout: config.json, safetensors headers and weight names.
 * What does not fit is refused with the key that is wrong.
 */
@NullMarked
package org.juxta.inference.lvlm.checkpoint;

import org.jspecify.annotations.NullMarked;
