package org.juxta.dicom.report;

import java.util.stream.Collectors;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.juxta.dicom.report.tree.CodeItem;
import org.juxta.dicom.report.tree.ContainerItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.ContentTreeDecoder;
import org.juxta.dicom.report.tree.DateItem;
import org.juxta.dicom.report.tree.ImageItem;
import org.juxta.dicom.report.tree.MalformedContentException;
import org.juxta.dicom.report.tree.NumItem;
import org.juxta.dicom.report.tree.OtherItem;
import org.juxta.dicom.report.tree.ScoordItem;
import org.juxta.dicom.report.tree.TextItem;
import org.juxta.dicom.report.tree.UidRefItem;

/** A report as text for golden files: every attribute of the header, then the content tree. */
final class DocumentText {
  private DocumentText() {}

  static String of(Attributes document) throws MalformedContentException {
    StringBuilder text = new StringBuilder();
    header(document, "", text);
    text.append('\n');
    item(ContentTreeDecoder.decode(document), "", text);
    return text.toString();
  }

  private static void header(Attributes dataset, String indent, StringBuilder text) {
    for (int tag : dataset.tags()) {
      if (tag == Tag.ContentSequence) {
        continue;
      }
      text.append(indent).append(ElementDictionary.keywordOf(tag, null)).append(" = ");
      Sequence sequence = dataset.getSequence(tag);
      if (sequence == null) {
        String[] values = dataset.getStrings(tag);
        text.append(values == null ? "" : String.join("\\", values)).append('\n');
      } else {
        text.append(sequence.size()).append(sequence.size() == 1 ? " item\n" : " items\n");
        sequence.forEach(child -> header(child, indent + "  ", text));
      }
    }
  }

  private static void item(ContentItem item, String indent, StringBuilder text) {
    text.append(indent)
        .append(indent.isEmpty() ? "" : item.relationship().term() + " ")
        .append(item.getClass().getSimpleName().replace("Item", ""))
        .append(item.concept() == null ? "" : " " + item.concept())
        .append(value(item))
        .append('\n');
    item.children().forEach(child -> item(child, indent + "  ", text));
  }

  private static String value(ContentItem item) {
    if (item instanceof ContainerItem container) {
      return container.template() == null ? "" : " TID " + container.template();
    } else if (item instanceof TextItem text) {
      return " = \"" + text.text() + "\"";
    } else if (item instanceof CodeItem code) {
      return " = " + code.value();
    } else if (item instanceof NumItem num) {
      return " = " + num.value() + " " + num.unit();
    } else if (item instanceof UidRefItem uid) {
      return " = " + uid.uid();
    } else if (item instanceof DateItem date) {
      return " = " + date.date();
    } else if (item instanceof ImageItem image) {
      return " = " + image.sopInstanceUid() + (image.frame() == 0 ? "" : " frame " + image.frame());
    } else if (item instanceof ScoordItem scoord) {
      return " = "
          + scoord.graphicType()
          + scoord.graphicData().stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", ", " ", ""));
    }
    return " of value type " + ((OtherItem) item).valueType();
  }
}
