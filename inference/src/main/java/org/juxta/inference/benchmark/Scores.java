package org.juxta.inference.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.benchmark.Ranking.Scored;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.SimulatedRadiograph;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.Finding;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.Reading;

/** Figures of readings against the truth, collected patient by patient. */
final class Scores {
  /** Overlap from which a box counts as found. */
  private static final double HIT = 0.5;

  private final Map<FindingType, OfOneFinding> findings = new EnumMap<>(FindingType.class);

  private static final class OfOneFinding {
    private final Map<@Nullable Change, Integer> truths = new HashMap<>();
    private final List<Scored> presence = new ArrayList<>();
    private final List<Scored> detections = new ArrayList<>();
    private final List<Double> overlaps = new ArrayList<>();

    /** What is true where the reading says present, and where it says absent. */
    private final Map<Boolean, Map<@Nullable Change, Integer>> truthsOfAnswer = new HashMap<>();

    private int answers;
    private int rightChanges;
  }

  Scores() {
    for (FindingType type : FindingType.values()) {
      findings.put(type, new OfOneFinding());
    }
  }

  /**
   * @param current the image with the true boxes
   */
  void add(SimulatedPatient patient, SimulatedRadiograph current, Reading reading) {
    for (Finding finding : reading.findings()) {
      OfOneFinding scores = Objects.requireNonNull(findings.get(finding.type()));
      Change truth = patient.history(finding.type()).change();
      scores.truths.merge(truth, 1, Integer::sum);
      scores
          .truthsOfAnswer
          .computeIfAbsent(finding.present(), present -> new HashMap<>())
          .merge(truth, 1, Integer::sum);
      scores.answers++;
      scores.rightChanges += truth == finding.change() ? 1 : 0;
      Double probability = finding.probability();
      if (probability == null) {
        throw new InferenceException(
            "answers cannot be ranked: the model does not tell how likely they are");
      }
      Box trueBox = current.boxes().get(finding.type());
      scores.presence.add(new Scored(probability, trueBox != null));
      Box box = finding.box();
      double overlap = box == null || trueBox == null ? 0 : box.iou(trueBox);
      if (trueBox != null) {
        scores.overlaps.add(overlap);
      }
      if (box != null) {
        scores.detections.add(new Scored(probability, overlap >= HIT));
      }
    }
  }

  /** Share of right answers among absent and the five changes. */
  double changeAccuracy() {
    double right = findings.values().stream().mapToInt(f -> f.rightChanges).sum();
    return right / answers();
  }

  /** What always giving each finding's most frequent answer would score. */
  double constantChangeAccuracy() {
    double right =
        findings.values().stream()
            .mapToInt(f -> f.truths.values().stream().mapToInt(n -> n).max().orElse(0))
            .sum();
    return right / answers();
  }

  /**
   * What could be scored on change by presence alone: the answer is the most frequent one among
   * findings of the same kind and presence.
   */
  double presenceChangeAccuracy() {
    double right =
        findings.values().stream()
            .flatMap(f -> f.truthsOfAnswer.values().stream())
            .mapToInt(truths -> truths.values().stream().mapToInt(n -> n).max().orElse(0))
            .sum();
    return right / answers();
  }

  private int answers() {
    return findings.values().stream().mapToInt(f -> f.answers).sum();
  }

  /** Of presence on the current image. */
  Map<FindingType, Double> auroc() {
    Map<FindingType, Double> areas = new EnumMap<>(FindingType.class);
    findings.forEach((type, scores) -> areas.put(type, Ranking.auroc(scores.presence)));
    return areas;
  }

  /** Mean overlap over the findings that are there; a finding not boxed counts 0. */
  double meanIou() {
    return findings.values().stream()
        .flatMap(f -> f.overlaps.stream())
        .mapToDouble(d -> d)
        .average()
        .orElse(Double.NaN);
  }

  /** Average precision at an overlap of 0.5; NaN where nothing was to be found. */
  Map<FindingType, Double> averagePrecision() {
    Map<FindingType, Double> areas = new EnumMap<>(FindingType.class);
    findings.forEach(
        (type, scores) ->
            areas.put(type, Ranking.averagePrecision(scores.detections, scores.overlaps.size())));
    return areas;
  }

  /** Mean of {@link #averagePrecision} over the findings that were there. */
  double meanAveragePrecision() {
    return averagePrecision().values().stream()
        .mapToDouble(area -> area)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
