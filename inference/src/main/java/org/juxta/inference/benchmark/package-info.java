/** How well a reader reads simulated patients, and what it would score without looking. */
@NullMarked
package org.juxta.inference.benchmark;

import org.jspecify.annotations.NullMarked;
