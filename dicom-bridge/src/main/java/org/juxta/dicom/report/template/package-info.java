/**
 * One class per template of PS3.16, each writing its part of the content tree from a report's
 * content and reading it back.
 */
@NullMarked
package org.juxta.dicom.report.template;

import org.jspecify.annotations.NullMarked;
