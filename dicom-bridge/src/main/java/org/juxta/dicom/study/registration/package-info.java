/**
 * Brings a prior volume onto the current one: by their common frame of reference, else by rigid
 * registration, each with the residual that is left. Own code, because no well-kept Java library
 * for it was found.
 */
@NullMarked
package org.juxta.dicom.study.registration;

import org.jspecify.annotations.NullMarked;
