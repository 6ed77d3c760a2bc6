package org.juxta.dicom.report;

import java.nio.file.Path;

/**
 * A report on disk.
 *
 * @param sopInstanceUid its SOP Instance UID
 * @param seriesInstanceUid its series, which holds nothing else
 * @param file the Part 10 file
 */
public record WrittenReport(String sopInstanceUid, String seriesInstanceUid, Path file) {}
