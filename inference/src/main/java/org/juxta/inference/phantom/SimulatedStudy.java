package org.juxta.inference.phantom;

import java.time.LocalDateTime;

/** When a simulated patient was examined, and under which accession number. */
public record SimulatedStudy(LocalDateTime dateTime, String accessionNumber) {}
