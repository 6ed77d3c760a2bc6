package org.juxta.dicom.archive;

import java.nio.file.Path;

/** What became of one file of a batch. */
public record FileOutcome(Path file, SendOutcome outcome) {}
