/** What callers see of a vision-language model: images and words in, words and likelihoods out. */
@NullMarked
package org.juxta.inference.lvlm;

import org.jspecify.annotations.NullMarked;
