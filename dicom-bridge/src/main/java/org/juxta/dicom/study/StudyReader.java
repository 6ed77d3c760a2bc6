package org.juxta.dicom.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.pixels.Part10File;

/** Reads what a study is from the headers of its objects, pixel data left alone. */
public final class StudyReader {

  /** An object with its header, and whether it is an image. */
  private record Item(StoredInstance instance, Attributes header, boolean image) {}

  private StudyReader() {}

  /**
   * Reads every object's header. One that cannot be read, or that nothing can be told of, is listed
   * with its reason and hides none of the others.
   *
   * @param instances of one study, at least one
   * @throws IllegalArgumentException when there are none, or they are of several studies
   */
  public static StudyDetails read(List<StoredInstance> instances) {
    Set<String> studies = new TreeSet<>();
    instances.forEach(instance -> studies.add(instance.studyInstanceUid()));
    if (studies.size() != 1) {
      throw new IllegalArgumentException(
          "objects of one study are needed, these are of " + studies);
    }
    List<Item> items = new ArrayList<>();
    List<UnreadableObject> unreadable = new ArrayList<>();
    for (StoredInstance instance : instances) {
      try {
        Item item = read(instance);
        // What cannot be told of it alone would keep anything from being told of the study.
        details(instance.studyInstanceUid(), List.of(instance), List.of(item), List.of());
        items.add(item);
      } catch (IOException e) {
        unreadable.add(new UnreadableObject(instance, String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        unreadable.add(new UnreadableObject(instance, "its header makes no sense: " + e));
      }
    }
    // What images say about the study counts before what reports and other objects say.
    items.sort(Comparator.comparing((Item item) -> !item.image()));
    return details(studies.iterator().next(), instances, items, unreadable);
  }

  private static Item read(StoredInstance instance) throws IOException {
    try (Part10File file = Part10File.open(instance.file())) {
      boolean image = file.hasPixelData() && ImageSopClasses.isImage(instance.sopClassUid());
      return new Item(instance, file.dataset(), image);
    }
  }

  private static StudyDetails details(
      String studyInstanceUid,
      List<StoredInstance> instances,
      List<Item> items,
      List<UnreadableObject> unreadable) {
    List<Attributes> headers = items.stream().map(Item::header).toList();
    PatientIdentity patient = PatientIdentity.of(instances);
    StudyDate date = StudyDate.of(headers);
    List<Item> images = items.stream().filter(Item::image).toList();
    BodyPart bodyPart = bodyPart(images.stream().map(Item::header).toList());
    return new StudyDetails(
        studyInstanceUid,
        patient.id(),
        patient.issuer(),
        firstText(headers, Tag.PatientName),
        headers.stream()
            .map(header -> HeaderDates.date(header, Tag.PatientBirthDate))
            .filter(birth -> birth != null)
            .findFirst()
            .orElse(null),
        firstText(headers, Tag.PatientSex),
        patient.reason(),
        date.dateTime(),
        date.timeStated(),
        date.reason(),
        firstText(headers, Tag.AccessionNumber),
        firstText(headers, Tag.StudyDescription),
        headers.stream()
            .map(header -> HeaderText.code(header, Tag.ProcedureCodeSequence))
            .filter(code -> code != null)
            .findFirst()
            .orElse(null),
        mostFrequent(images.stream().map(item -> item.instance().modality()).toList()),
        bodyPart.name(),
        bodyPart.regions(),
        bodyPart.reason(),
        series(items),
        unreadable);
  }

  private static List<SeriesDetails> series(List<Item> items) {
    Map<String, List<Item>> bySeries = new LinkedHashMap<>();
    for (Item item : items) {
      bySeries
          .computeIfAbsent(item.instance().seriesInstanceUid(), any -> new ArrayList<>())
          .add(item);
    }
    return bySeries.entrySet().stream()
        .map(entry -> series(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt(SeriesDetails::number)
                .thenComparing(SeriesDetails::seriesInstanceUid))
        .toList();
  }

  private static SeriesDetails series(String uid, List<Item> items) {
    List<Attributes> headers = items.stream().map(Item::header).toList();
    return new SeriesDetails(
        uid,
        items.get(0).instance().modality(),
        HeaderText.number(headers.get(0), Tag.SeriesNumber, 0),
        firstText(headers, Tag.SeriesDescription),
        items.stream()
            .filter(Item::image)
            .map(item -> image(item.instance(), item.header()))
            .sorted(
                Comparator.comparingInt(ImageDetails::instanceNumber)
                    .thenComparing(image -> image.instance().sopInstanceUid()))
            .toList(),
        items.stream().filter(item -> !item.image()).map(Item::instance).toList());
  }

  private static ImageDetails image(StoredInstance instance, Attributes header) {
    ViewResolver.View view = ViewResolver.of(header);
    String laterality = HeaderText.of(header, Tag.ImageLaterality);
    var acquired = HeaderDates.dateTime(header, Tag.AcquisitionDate, Tag.AcquisitionTime);
    return new ImageDetails(
        instance,
        view.view(),
        view.reason(),
        laterality.isEmpty() ? HeaderText.of(header, Tag.Laterality) : laterality,
        HeaderText.number(header, Tag.Rows, 0),
        HeaderText.number(header, Tag.Columns, 0),
        HeaderText.number(header, Tag.NumberOfFrames, 1),
        HeaderText.number(header, Tag.InstanceNumber, 0),
        acquired == null
            ? HeaderDates.dateTime(header, Tag.ContentDate, Tag.ContentTime)
            : acquired,
        HeaderText.of(header, Tag.PresentationIntentType));
  }

  /** The one of most images; its regions are joined by those of all others. */
  static BodyPart bodyPart(List<Attributes> images) {
    List<BodyPart> parts = images.stream().map(BodyPartResolver::of).toList();
    if (parts.isEmpty()) {
      return new BodyPart("", Set.of(), "the study has no images");
    }
    String name =
        mostFrequent(parts.stream().filter(BodyPart::stated).map(BodyPart::name).toList());
    Set<String> regions = new LinkedHashSet<>();
    parts.forEach(part -> regions.addAll(part.regions()));
    String reason =
        parts.stream()
            .filter(part -> part.name().equals(name))
            .findFirst()
            .orElse(parts.get(0))
            .reason();
    return new BodyPart(name, regions, reason);
  }

  private static String firstText(List<Attributes> headers, int tag) {
    return headers.stream()
        .map(header -> HeaderText.of(header, tag))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The value met most often, of several the first in order; "" if there is none. */
  private static String mostFrequent(List<String> values) {
    Map<String, Integer> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts.isEmpty()
        ? ""
        : Collections.max(
            new TreeSet<>(counts.keySet()).descendingSet(), Comparator.comparing(counts::get));
  }
}
