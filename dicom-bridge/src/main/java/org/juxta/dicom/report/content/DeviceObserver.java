package org.juxta.dicom.report.content;

/**
 * The device that observed (TID 1004), which is also the equipment that made the document.
 *
 * @param uid Device Observer UID: the same for every report of one installation
 * @param name Device Observer Name
 * @param manufacturer Manufacturer
 * @param modelName Manufacturer's Model Name
 * @param serialNumber Device Serial Number
 * @param softwareVersion Software Versions
 */
public record DeviceObserver(
    String uid,
    String name,
    String manufacturer,
    String modelName,
    String serialNumber,
    String softwareVersion) {}
