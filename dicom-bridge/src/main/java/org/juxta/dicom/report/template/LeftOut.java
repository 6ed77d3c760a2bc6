package org.juxta.dicom.report.template;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.tree.ContainerItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.ImageItem;
import org.juxta.dicom.report.tree.NumItem;
import org.juxta.dicom.report.tree.OtherItem;
import org.juxta.dicom.report.tree.ScoordItem;

/**
 * What of a report {@link MeasurementReport#read} has no place for: other makers put more into TID
 * 1500 than ours hold, and who reads such a report must be told that there is more.
 */
public final class LeftOut {
  /** More than this many notes help nobody. */
  private static final int MOST_NOTES = 50;

  private static final Set<Concept> OF_REPORT =
      EnumSet.of(
          Concept.LANGUAGE_OF_CONTENT,
          Concept.OBSERVER_TYPE,
          Concept.DEVICE_OBSERVER_UID,
          Concept.DEVICE_OBSERVER_NAME,
          Concept.DEVICE_OBSERVER_MANUFACTURER,
          Concept.DEVICE_OBSERVER_MODEL_NAME,
          Concept.DEVICE_OBSERVER_SERIAL_NUMBER,
          Concept.PROCEDURE_REPORTED,
          Concept.IMAGE_LIBRARY);

  private static final Set<Concept> OF_GROUP =
      EnumSet.of(
          Concept.TRACKING_IDENTIFIER,
          Concept.TRACKING_UNIQUE_IDENTIFIER,
          Concept.FINDING,
          Concept.ALGORITHM_NAME,
          Concept.ALGORITHM_VERSION,
          Concept.ALGORITHM_PARAMETERS,
          Concept.ALGORITHM_FAMILY,
          Concept.FINDING_SITE,
          Concept.IMAGE_REGION,
          Concept.SOURCE_OF_MEASUREMENT,
          Concept.CERTAINTY_OF_FINDING,
          Concept.PRESENCE,
          Concept.DESCRIPTION_OF_CHANGE,
          Concept.COMMENT);

  private static final Set<Concept> OF_EVALUATIONS =
      EnumSet.of(
          Concept.PROCESSING_SUMMARY,
          Concept.ALGORITHM_NAME,
          Concept.ALGORITHM_VERSION,
          Concept.ALGORITHM_PARAMETERS,
          Concept.ALGORITHM_FAMILY,
          Concept.COMPARISON_DONE,
          Concept.COMPARISON_TO_PREVIOUS_STUDIES,
          Concept.COMMENT);

  private final List<String> notes = new ArrayList<>();

  private LeftOut() {}

  /** A line for each content item that was not read, with where it stands; none for ours. */
  public static List<String> of(ContainerItem root) {
    LeftOut leftOut = new LeftOut();
    leftOut.report(root);
    return List.copyOf(leftOut.notes);
  }

  private void report(ContainerItem root) {
    for (ContentItem item : root.children()) {
      if (item.isNamed(Concept.IMAGING_MEASUREMENTS)) {
        measurements(item);
      } else if (item.isNamed(Concept.QUALITATIVE_EVALUATIONS)) {
        rest(item, OF_EVALUATIONS, "Qualitative Evaluations");
      } else if (!isOneOf(OF_REPORT, item)) {
        note("the report", item);
      }
    }
  }

  private void measurements(ContentItem measurements) {
    int number = 1;
    for (ContentItem item : measurements.children()) {
      if (item.isNamed(Concept.MEASUREMENT_GROUP)) {
        group(item, "measurement group " + number++);
      } else {
        note("Imaging Measurements", item);
      }
    }
  }

  private void group(ContentItem group, String where) {
    boolean located = false;
    for (ContentItem item : group.children()) {
      if (item instanceof ScoordItem region) {
        // The first region is the finding's; one that is no area gives no rectangle.
        if (located || ImageRegion.read(region).isEmpty()) {
          note(where, item);
        }
        located = true;
      } else if (!isOneOf(OF_GROUP, item) && !(item instanceof ImageItem)) {
        note(where, item);
      }
    }
  }

  private void rest(ContentItem parent, Set<Concept> known, String where) {
    for (ContentItem item : parent.children()) {
      if (!isOneOf(known, item)) {
        note(where, item);
      }
    }
  }

  private static boolean isOneOf(Set<Concept> known, ContentItem item) {
    return known.stream().anyMatch(item::isNamed) && !(item instanceof OtherItem);
  }

  private void note(String where, ContentItem item) {
    if (notes.size() == MOST_NOTES) {
      notes.add("and more");
    } else if (notes.size() < MOST_NOTES) {
      notes.add("in " + where + ": " + words(item));
    }
  }

  private static String words(ContentItem item) {
    Code concept = item.concept();
    String name = concept == null ? "without a name" : concept.toString();
    if (item instanceof OtherItem other) {
      return (other.valueType().isEmpty() ? "item" : other.valueType()) + " " + name;
    }
    if (item instanceof NumItem num && num.value() != null && num.unit() != null) {
      return "NUM " + name + " = " + num.value() + " " + num.unit().value();
    }
    return item.getClass().getSimpleName().replace("Item", "") + " " + name;
  }
}
