/**
 * Multi-image instruction records in the JSON form of Med-MIM (arXiv 2505.19031): read, checked,
 * written, and audited for what gives an answer away.
 */
@NullMarked
package org.juxta.inference.dataset.record;

import org.jspecify.annotations.NullMarked;
