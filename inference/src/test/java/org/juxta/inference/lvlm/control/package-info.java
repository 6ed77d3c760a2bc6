/** A tiny checkpoint with random weights, and the same network again, slow and obvious. */
@NullMarked
package org.juxta.inference.lvlm.control;

import org.jspecify.annotations.NullMarked;
