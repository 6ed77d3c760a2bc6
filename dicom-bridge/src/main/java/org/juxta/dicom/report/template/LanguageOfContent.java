package org.juxta.dicom.report.template;

import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.tree.CodeItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.Relationship;

/** TID 1204, Language of Content Item and Descendants: our reports are in English. */
final class LanguageOfContent {
  private LanguageOfContent() {}

  static ContentItem write() {
    return CodeItem.of(
        Relationship.HAS_CONCEPT_MOD, Concept.LANGUAGE_OF_CONTENT, Concept.ENGLISH.code());
  }
}
