/** Tokenizers: tokenizer.json as published, and making one for a checkpoint of our own. */
@NullMarked
package org.juxta.inference.lvlm.text;

import org.jspecify.annotations.NullMarked;
