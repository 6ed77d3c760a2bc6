package org.juxta.dicom.report.tree;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;

/** Takes the content tree out of a data set, whoever made it; the twin of the encoder. */
public final class ContentTreeDecoder {
  /** Templates nest some ten levels; what nests deeper was made to break a reader. */
  private static final int DEEPEST_LEVEL = 64;

  private ContentTreeDecoder() {}

  /**
   * The content of a document.
   *
   * @throws MalformedContentException when the root is no container or the tree is nested too deep
   */
  public static ContainerItem decode(Attributes document) throws MalformedContentException {
    if (item(document, 0) instanceof ContainerItem root) {
      return root;
    }
    throw new MalformedContentException(
        "the root content item is no CONTAINER but "
            + document.getString(Tag.ValueType, "without Value Type (0040,A040)"));
  }

  private static ContentItem item(Attributes dataset, int level) throws MalformedContentException {
    if (level > DEEPEST_LEVEL) {
      throw new MalformedContentException(
          "content items are nested deeper than " + DEEPEST_LEVEL + " levels");
    }
    Relationship relationship =
        Relationship.ofTerm(dataset.getString(Tag.RelationshipType, ""))
            .orElse(Relationship.CONTAINS);
    Code concept = CodeSequences.get(dataset, Tag.ConceptNameCodeSequence);
    List<ContentItem> children = children(dataset, level);
    String valueType = dataset.getString(Tag.ValueType, "");
    ContentItem known = known(dataset, valueType, relationship, concept, children);
    return known != null ? known : new OtherItem(relationship, concept, valueType, children);
  }

  /** The item as its value type's class; null when unknown or without the value it must have. */
  private static @Nullable ContentItem known(
      Attributes dataset,
      String valueType,
      Relationship relationship,
      @Nullable Code concept,
      List<ContentItem> children) {
    return switch (valueType) {
      case "CONTAINER" -> new ContainerItem(relationship, concept, children, template(dataset));
      case "TEXT" ->
          new TextItem(relationship, concept, dataset.getString(Tag.TextValue, ""), children);
      case "CODE" -> {
        Code value = CodeSequences.get(dataset, Tag.ConceptCodeSequence);
        yield value == null ? null : new CodeItem(relationship, concept, value, children);
      }
      case "NUM" -> num(dataset, relationship, concept, children);
      case "UIDREF" ->
          new UidRefItem(relationship, concept, dataset.getString(Tag.UID, ""), children);
      case "DATE" -> new DateItem(relationship, concept, dataset.getString(Tag.Date, ""), children);
      case "IMAGE" -> image(dataset, relationship, concept, children);
      case "SCOORD" ->
          new ScoordItem(
              relationship,
              concept,
              dataset.getString(Tag.GraphicType, ""),
              graphicData(dataset),
              children);
      default -> null;
    };
  }

  private static List<ContentItem> children(Attributes dataset, int level)
      throws MalformedContentException {
    Sequence sequence = dataset.getSequence(Tag.ContentSequence);
    if (sequence == null) {
      return List.of();
    }
    List<ContentItem> children = new ArrayList<>(sequence.size());
    for (Attributes child : sequence) {
      children.add(item(child, level + 1));
    }
    return children;
  }

  private static @Nullable String template(Attributes dataset) {
    Attributes item = dataset.getNestedDataset(Tag.ContentTemplateSequence);
    return item == null ? null : item.getString(Tag.TemplateIdentifier);
  }

  private static NumItem num(
      Attributes dataset,
      Relationship relationship,
      @Nullable Code concept,
      List<ContentItem> children) {
    Attributes measured = dataset.getNestedDataset(Tag.MeasuredValueSequence);
    if (measured == null) {
      return new NumItem(relationship, concept, null, null, children);
    }
    return new NumItem(
        relationship,
        concept,
        decimal(measured.getString(Tag.NumericValue)),
        CodeSequences.get(measured, Tag.MeasurementUnitsCodeSequence),
        children);
  }

  private static @Nullable BigDecimal decimal(@Nullable String text) {
    try {
      return text == null ? null : new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable ImageItem image(
      Attributes dataset,
      Relationship relationship,
      @Nullable Code concept,
      List<ContentItem> children) {
    Attributes reference = dataset.getNestedDataset(Tag.ReferencedSOPSequence);
    if (reference == null) {
      return null;
    }
    return new ImageItem(
        relationship,
        concept,
        reference.getString(Tag.ReferencedSOPClassUID, ""),
        reference.getString(Tag.ReferencedSOPInstanceUID, ""),
        Math.max(0, reference.getInt(Tag.ReferencedFrameNumber, 0)),
        children);
  }

  private static List<Float> graphicData(Attributes dataset) {
    float[] values = dataset.getFloats(Tag.GraphicData);
    List<Float> list = new ArrayList<>();
    if (values != null) {
      for (float value : values) {
        list.add(value);
      }
    }
    return list;
  }
}
