package org.juxta.dicom.study;

import org.juxta.dicom.objects.StoredInstance;

/**
 * An object of a study whose header cannot be read.
 *
 * @param instance the stored object
 * @param reason what is wrong with it
 */
public record UnreadableObject(StoredInstance instance, String reason) {}
