package org.juxta.dicom.report.tree;

import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.juxta.dicom.report.code.Code;

/** Puts a content tree into a data set (SR Document Content Module, PS3.3 C.17.3). */
public final class ContentTreeEncoder {
  private ContentTreeEncoder() {}

  /** Makes {@code root} the content of the document. */
  public static void encode(ContainerItem root, Attributes document) {
    putItem(root, document);
  }

  private static Attributes item(ContentItem item) {
    Attributes dataset = new Attributes();
    dataset.setString(Tag.RelationshipType, VR.CS, item.relationship().term());
    putItem(item, dataset);
    return dataset;
  }

  private static void putItem(ContentItem item, Attributes dataset) {
    Code concept = item.concept();
    if (concept != null) {
      CodeSequences.put(dataset, Tag.ConceptNameCodeSequence, concept);
    }
    dataset.setString(Tag.ValueType, VR.CS, putValue(item, dataset));
    List<ContentItem> children = item.children();
    if (!children.isEmpty()) {
      Sequence sequence = dataset.newSequence(Tag.ContentSequence, children.size());
      children.forEach(child -> sequence.add(item(child)));
    }
  }

  /** Puts the value and says its type. */
  private static String putValue(ContentItem item, Attributes dataset) {
    if (item instanceof ContainerItem container) {
      putContainer(container, dataset);
      return "CONTAINER";
    } else if (item instanceof TextItem text) {
      dataset.setString(Tag.TextValue, VR.UT, text.text());
      return "TEXT";
    } else if (item instanceof CodeItem code) {
      CodeSequences.put(dataset, Tag.ConceptCodeSequence, code.value());
      return "CODE";
    } else if (item instanceof NumItem num) {
      putMeasuredValue(num, dataset);
      return "NUM";
    } else if (item instanceof UidRefItem uid) {
      dataset.setString(Tag.UID, VR.UI, uid.uid());
      return "UIDREF";
    } else if (item instanceof DateItem date) {
      dataset.setString(Tag.Date, VR.DA, date.date());
      return "DATE";
    } else if (item instanceof ImageItem image) {
      putReference(image, dataset);
      return "IMAGE";
    } else if (item instanceof ScoordItem scoord) {
      dataset.setString(Tag.GraphicType, VR.CS, scoord.graphicType());
      dataset.setFloat(Tag.GraphicData, VR.FL, floats(scoord.graphicData()));
      return "SCOORD";
    }
    throw new IllegalArgumentException("no encoding for " + item);
  }

  private static void putContainer(ContainerItem container, Attributes dataset) {
    dataset.setString(Tag.ContinuityOfContent, VR.CS, "SEPARATE");
    String template = container.template();
    if (template != null) {
      Attributes item = new Attributes();
      item.setString(Tag.MappingResource, VR.CS, "DCMR");
      item.setString(Tag.TemplateIdentifier, VR.CS, template);
      dataset.newSequence(Tag.ContentTemplateSequence, 1).add(item);
    }
  }

  private static void putMeasuredValue(NumItem num, Attributes dataset) {
    Sequence sequence = dataset.newSequence(Tag.MeasuredValueSequence, 1);
    if (num.value() != null && num.unit() != null) {
      Attributes item = new Attributes();
      item.setString(Tag.NumericValue, VR.DS, num.value().toPlainString());
      CodeSequences.put(item, Tag.MeasurementUnitsCodeSequence, num.unit());
      sequence.add(item);
    }
  }

  private static void putReference(ImageItem image, Attributes dataset) {
    Attributes item = new Attributes();
    item.setString(Tag.ReferencedSOPClassUID, VR.UI, image.sopClassUid());
    item.setString(Tag.ReferencedSOPInstanceUID, VR.UI, image.sopInstanceUid());
    if (image.frame() > 0) {
      item.setInt(Tag.ReferencedFrameNumber, VR.IS, image.frame());
    }
    dataset.newSequence(Tag.ReferencedSOPSequence, 1).add(item);
  }

  private static float[] floats(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
