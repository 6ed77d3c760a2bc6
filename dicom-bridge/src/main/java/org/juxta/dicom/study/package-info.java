/**
 * What a study is and what it can be compared with: reads headers, chooses the prior, pairs images
 * by view, each decision with its reason in words.
 */
@NullMarked
package org.juxta.dicom.study;

import org.jspecify.annotations.NullMarked;
