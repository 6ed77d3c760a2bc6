/**
 * The content tree of an SR document as plain values, one class per value type (PS3.3 C.17.3), and
 * its encoding in data sets.
 */
@NullMarked
package org.juxta.dicom.report.tree;

import org.jspecify.annotations.NullMarked;
