/** From an image as a person sees it to the pixels that a model takes, and boxes back again. */
@NullMarked
package org.juxta.inference.lvlm.image;

import org.jspecify.annotations.NullMarked;
