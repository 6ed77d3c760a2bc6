package org.juxta.dicom.study;

/**
 * An image that is not read.
 *
 * @param image the image
 * @param reason in words
 */
public record LeftOutImage(ImageDetails image, String reason) {}
