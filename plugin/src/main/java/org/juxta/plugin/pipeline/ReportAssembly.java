package org.juxta.plugin.pipeline;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.report.ImageHeaderReader;
import org.juxta.dicom.report.content.AlgorithmIdentity;
import org.juxta.dicom.report.content.DeviceObserver;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.PriorComparison;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportIdentity;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.plugin.ledger.ReadingRow;
import org.juxta.plugin.pipeline.ReadingDocument.ImageReading;
import org.juxta.plugin.pipeline.ReadingDocument.NotRead;

/**
 * Puts together what a report says: the reading from the ledger, patient and images from the store.
 */
final class ReportAssembly {
  private static final String MANUFACTURER = "Juxta";
  private static final String MODEL_NAME = "Juxta PACS plugin";
  private static final int ONLY_FRAME = 1;

  private final ObjectStore store;
  private final Observer observer;

  ReportAssembly(ObjectStore store, Observer observer) {
    this.store = store;
    this.observer = observer;
  }

  /**
   * The report of a round. The same round always gives the same SOP Instance UID, so that a
   * repeated step makes no second report.
   *
   * @param createdAt Content Date and Time
   * @param predecessor the report that it replaces, null for none
   * @throws IOException when the header of an image cannot be read any more
   */
  ReportContent assemble(
      Round round, ReadingRow row, LocalDateTime createdAt, @Nullable DocumentReference predecessor)
      throws IOException {
    ReadingDocument reading = ReadingDocument.ofJson(row.document());
    Map<String, ReportImage> current = new LinkedHashMap<>();
    Map<String, ReportImage> prior = new LinkedHashMap<>();
    for (ImageReading image : reading.images()) {
      current.put(image.sopInstanceUid(), image(image.sopInstanceUid()));
      if (image.failure() == null && image.priorSopInstanceUid() != null) {
        prior.put(image.priorSopInstanceUid(), image(image.priorSopInstanceUid()));
      }
    }
    StoredInstance first = stored(reading.images().get(0).sopInstanceUid());
    return new ReportContent(
        ReportIdentity.named(observer.deviceUid() + "/" + round.key(), createdAt),
        ImageHeaderReader.study(first.file()),
        ReportContent.IMAGING_PROCEDURE,
        new DeviceObserver(
            observer.deviceUid(),
            observer.aeTitle(),
            MANUFACTURER,
            MODEL_NAME,
            observer.deviceUid(),
            observer.softwareVersion()),
        new AlgorithmIdentity(reading.model().name(), reading.model().version()),
        List.copyOf(current.values()),
        List.copyOf(prior.values()),
        new PriorComparison(!prior.isEmpty(), comparison(row, reading, prior.isEmpty())),
        outcome(reading),
        findings(round, reading, current, prior),
        reading.model().notice(),
        Optional.ofNullable(predecessor).map(List::of).orElse(List.of()));
  }

  private ReportImage image(String sopInstanceUid) throws IOException {
    return ImageHeaderReader.image(stored(sopInstanceUid).file(), ONLY_FRAME);
  }

  private StoredInstance stored(String sopInstanceUid) {
    return store
        .instance(sopInstanceUid)
        .orElseThrow(
            () -> new IllegalStateException("image " + sopInstanceUid + " is not stored any more"));
  }

  /** Why this prior or why none; when there is one but no image of it fits, why not. */
  private static String comparison(ReadingRow row, ReadingDocument reading, boolean noPriorImage) {
    if (row.priorStudyUid() == null || !noPriorImage) {
      return row.priorReason();
    }
    Set<String> pairings = new LinkedHashSet<>();
    reading.images().forEach(image -> pairings.add(image.pairing()));
    return row.priorReason() + "; " + String.join("; ", pairings);
  }

  private static ReadingOutcome outcome(ReadingDocument reading) {
    List<NotRead> notRead = reading.notRead();
    if (notRead.isEmpty()) {
      return ReadingOutcome.success();
    }
    if (reading.read() > 0) {
      return ReadingOutcome.partial(
          notRead.stream().map(NotRead::toString).collect(Collectors.joining("; ")));
    }
    return ReadingOutcome.failure(
        notRead.stream().map(NotRead::reason).distinct().collect(Collectors.joining("; ")));
  }

  private List<ReportedFinding> findings(
      Round round,
      ReadingDocument reading,
      Map<String, ReportImage> current,
      Map<String, ReportImage> prior) {
    FindingItems items = new FindingItems(observer.deviceUid() + "/" + round.key());
    List<ReportedFinding> findings = new ArrayList<>();
    for (ImageReading image : reading.images()) {
      ReportImage on = Objects.requireNonNull(current.get(image.sopInstanceUid()));
      ReportImage against =
          image.priorSopInstanceUid() == null ? null : prior.get(image.priorSopInstanceUid());
      image.findings().forEach(finding -> findings.add(items.item(finding, on, against)));
    }
    return findings;
  }
}
