/** Questions with known answers, made from what is known of a patient. */
@NullMarked
package org.juxta.inference.dataset;

import org.jspecify.annotations.NullMarked;
