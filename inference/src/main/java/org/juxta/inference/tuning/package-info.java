/** Teaching a checkpoint: examples packed into batches, gradient steps, checkpoints on disk. */
@NullMarked
package org.juxta.inference.tuning;

import org.jspecify.annotations.NullMarked;
