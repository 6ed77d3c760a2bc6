/** From logits to words: drawing tokens, cutting the text, and answers that must have one form. */
@NullMarked
package org.juxta.inference.lvlm.decode;

import org.jspecify.annotations.NullMarked;
