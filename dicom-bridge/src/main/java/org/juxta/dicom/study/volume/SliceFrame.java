package org.juxta.dicom.study.volume;

import org.juxta.dicom.geometry.ImagePlane;
import org.juxta.dicom.objects.StoredInstance;

/**
 * One frame that shows a slice of the patient.
 *
 * @param instance the object that holds it
 * @param frame its number in the object as references count it, from 1
 * @param plane where it is
 * @param frameOfReferenceUid (0020,0052), "" if absent
 */
public record SliceFrame(
    StoredInstance instance, int frame, ImagePlane plane, String frameOfReferenceUid) {}
