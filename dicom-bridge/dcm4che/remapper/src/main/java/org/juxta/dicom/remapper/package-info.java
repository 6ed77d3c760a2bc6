/**
 * Build tool, not shipped: gives the classes of {@code org.aoju:bus-image}, a fork of dcm4che
 * 5.18.1, their dcm4che names back. What it renames is said by rules files, not by code.
 */
@NullMarked
package org.juxta.dicom.remapper;

import org.jspecify.annotations.NullMarked;
