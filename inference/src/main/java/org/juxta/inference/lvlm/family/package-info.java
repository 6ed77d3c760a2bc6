/**
 * One class for each model architecture: how its prompts are written, its images prepared and its
 * boxes said.
 */
@NullMarked
package org.juxta.inference.lvlm.family;

import org.jspecify.annotations.NullMarked;
