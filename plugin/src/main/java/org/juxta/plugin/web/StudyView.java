package org.juxta.plugin.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.ImageDetails;
import org.juxta.dicom.study.ImagePair;
import org.juxta.dicom.study.SeriesPairing;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.dicom.study.StudyReader;
import org.juxta.plugin.ledger.DeliveryRow;
import org.juxta.plugin.ledger.ReadingLedger;
import org.juxta.plugin.ledger.ReadingRow;
import org.juxta.plugin.ledger.ReportLedger;
import org.juxta.plugin.ledger.ReportRow;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.worklist.WorklistRow;
import org.juxta.plugin.worklist.WorklistTable;

/** One study as the comparison view shows it: its images beside the prior's, and what was read. */
final class StudyView {
  /** So many pairs are listed; a study of more is a stack, which this view does not scroll. */
  private static final int MOST_PAIRS = 40;

  private final WorklistTable worklist;
  private final ObjectStore store;
  private final StudyLedger studies;
  private final ReadingLedger readings;
  private final ReportLedger reports;

  /**
   * What is answered.
   *
   * @param intervalDays from the prior to the study, null without a prior or dates
   * @param model who read, null before it is read
   * @param pairsLeftOut how many pairs there are beyond those listed
   * @param report the newest round's, null before it is written
   */
  record View(
      WorklistRow study,
      @Nullable Long intervalDays,
      @Nullable JsonNode model,
      List<Pair> pairs,
      int pairsLeftOut,
      @Nullable ReportRow report,
      List<DeliveryRow> deliveries) {}

  /**
   * An image beside the prior's of the same view.
   *
   * @param reading what was read of the current one as the ledger keeps it, boxes in pixels of its
   *     frame; null when it was not read
   */
  record Pair(
      String view,
      Image current,
      @Nullable Image prior,
      String pairing,
      @Nullable JsonNode reading) {}

  /** One image: where its frame is had, and how large it is. */
  record Image(String sopInstanceUid, String view, int columns, int rows, int frames) {}

  StudyView(
      WorklistTable worklist,
      ObjectStore store,
      StudyLedger studies,
      ReadingLedger readings,
      ReportLedger reports) {
    this.worklist = worklist;
    this.store = store;
    this.studies = studies;
    this.readings = readings;
    this.reports = reports;
  }

  View of(String studyUid) {
    WorklistRow row =
        worklist
            .find(studyUid)
            .orElseThrow(
                () -> ProblemException.notFound("studyInstanceUid", "there is no such study"));
    int round = studies.find(studyUid).map(StudyRow::round).orElse(0);
    JsonNode document =
        readings.find(studyUid, round).map(ReadingRow::document).map(StudyView::json).orElse(null);
    List<ImagePair> pairs = pairs(studyUid, row.priorStudyUid());
    ReportRow report = reports.ofRound(studyUid, round).orElse(null);
    return new View(
        row,
        interval(row.priorDate(), row.studyDate()),
        document == null ? null : document.path("model"),
        pairs.stream().limit(MOST_PAIRS).map(pair -> pair(pair, read(document))).toList(),
        Math.max(0, pairs.size() - MOST_PAIRS),
        report,
        report == null ? List.of() : reports.deliveries(report.sopInstanceUid()));
  }

  private List<ImagePair> pairs(String studyUid, @Nullable String priorUid) {
    List<StoredInstance> current = store.instancesOfStudy(studyUid);
    if (current.isEmpty()) {
      return List.of();
    }
    List<StoredInstance> prior = priorUid == null ? List.of() : store.instancesOfStudy(priorUid);
    StudyDetails before = prior.isEmpty() ? null : StudyReader.read(prior);
    return SeriesPairing.pair(StudyReader.read(current), before);
  }

  private static Pair pair(ImagePair pair, Map<String, JsonNode> read) {
    ImageDetails prior = pair.prior();
    return new Pair(
        pair.current().view(),
        image(pair.current()),
        prior == null ? null : image(prior),
        pair.reason(),
        read.get(pair.current().instance().sopInstanceUid()));
  }

  private static Image image(ImageDetails image) {
    return new Image(
        image.instance().sopInstanceUid(),
        image.view(),
        image.columns(),
        image.rows(),
        image.frames());
  }

  private static Map<String, JsonNode> read(@Nullable JsonNode document) {
    Map<String, JsonNode> byImage = new HashMap<>();
    if (document != null) {
      document
          .path("images")
          .forEach(image -> byImage.put(image.path("sopInstanceUid").asText(), image));
    }
    return byImage;
  }

  private static JsonNode json(String document) {
    try {
      return Answers.MAPPER.readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds a reading that is no JSON", e);
    }
  }

  private static @Nullable Long interval(String from, String to) {
    return from.isEmpty() || to.isEmpty()
        ? null
        : ChronoUnit.DAYS.between(LocalDate.parse(from), LocalDate.parse(to));
  }
}
