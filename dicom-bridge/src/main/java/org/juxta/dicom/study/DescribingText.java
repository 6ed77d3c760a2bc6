package org.juxta.dicom.study;

import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * A text of a header that may say in words what a coded attribute leaves out.
 *
 * @param attribute its name and tag
 * @param text what it says, not blank
 */
record DescribingText(String attribute, String text) {

  /** Texts that may name the body part, the most specific first. */
  static List<DescribingText> ofBodyPart(Attributes header) {
    List<DescribingText> texts = new ArrayList<>();
    addMeaning(texts, header, Tag.AnatomicRegionSequence, "Anatomic Region Sequence (0008,2218)");
    addMeaning(texts, header, Tag.ProcedureCodeSequence, "Procedure Code Sequence (0008,1032)");
    add(
        texts,
        header,
        Tag.RequestedProcedureDescription,
        "Requested Procedure Description (0032,1060)");
    add(
        texts,
        header,
        Tag.PerformedProcedureStepDescription,
        "Performed Procedure Step Description (0040,0254)");
    add(texts, header, Tag.SeriesDescription, "Series Description (0008,103E)");
    add(texts, header, Tag.ProtocolName, "Protocol Name (0018,1030)");
    add(texts, header, Tag.StudyDescription, "Study Description (0008,1030)");
    return texts;
  }

  /** Texts that may name the view, the most specific first. */
  static List<DescribingText> ofView(Attributes header) {
    List<DescribingText> texts = new ArrayList<>();
    addMeaning(texts, header, Tag.ViewCodeSequence, "View Code Sequence (0054,0220)");
    add(
        texts,
        header,
        Tag.AcquisitionDeviceProcessingDescription,
        "Acquisition Device Processing Description (0018,1400)");
    add(texts, header, Tag.SeriesDescription, "Series Description (0008,103E)");
    add(texts, header, Tag.ProtocolName, "Protocol Name (0018,1030)");
    add(
        texts,
        header,
        Tag.PerformedProcedureStepDescription,
        "Performed Procedure Step Description (0040,0254)");
    add(texts, header, Tag.StudyDescription, "Study Description (0008,1030)");
    return texts;
  }

  private static void add(List<DescribingText> to, Attributes header, int tag, String attribute) {
    String text = HeaderText.of(header, tag);
    if (!text.isEmpty()) {
      to.add(new DescribingText(attribute, text));
    }
  }

  private static void addMeaning(
      List<DescribingText> to, Attributes header, int sequence, String attribute) {
    CodedConcept code = HeaderText.code(header, sequence);
    if (code != null && !code.meaning().isEmpty()) {
      to.add(new DescribingText(attribute, code.meaning()));
    }
  }
}
