/**
 * TorchScript programs run through DJL's PyTorch engine. The only package that imports {@code
 * ai.djl}'s engine; what leaves it are arrays of numbers.
 */
@NullMarked
package org.juxta.inference.lvlm.torch;

import org.jspecify.annotations.NullMarked;
