package org.juxta.inference.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.phantom.FindingHistory;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.TimePoint;
import org.juxta.inference.reading.FindingType;

class PatientExamplesTest {
  private static final int PATIENTS = 50;

  private static List<SimulatedPatient> patients(int count) {
    List<SimulatedPatient> patients = new ArrayList<>();
    for (long seed = 0; seed < count; seed++) {
      patients.add(new PatientSimulator().simulate(seed));
    }
    return patients;
  }

  /** A box of its own for each finding that is there. */
  private static Map<FindingType, Box> boxes(SimulatedPatient patient, TimePoint time) {
    Map<FindingType, Box> boxes = new EnumMap<>(FindingType.class);
    for (FindingHistory history : patient.histories().values()) {
      if (history.presentOn(time)) {
        int x = history.type().ordinal() + 10 * time.ordinal();
        boxes.put(history.type(), new Box(x, x, x + 5, x + 6));
      }
    }
    return boxes;
  }

  private static List<Example> all(SimulatedPatient patient) {
    List<Example> examples = new ArrayList<>(PatientExamples.change(patient));
    examples.addAll(
        PatientExamples.compared(
            patient, boxes(patient, TimePoint.PRIOR), boxes(patient, TimePoint.CURRENT)));
    return examples;
  }

  /** What is true, found from the words of the question. */
  private static String truth(SimulatedPatient patient, String question) {
    TimePoint time = question.contains("prior image?") ? TimePoint.PRIOR : TimePoint.CURRENT;
    for (FindingHistory h : patient.histories().values()) {
      if (question.contains(h.type().displayName())) {
        boolean there = h.presentOn(time);
        if (question.startsWith("How has")) {
          return h.change() == null ? "absent" : h.change().name().toLowerCase(Locale.ROOT);
        }
        if (question.startsWith("Is there")) {
          return there ? "yes" : "no";
        }
        if (question.startsWith("On which side")) {
          return Objects.requireNonNull(h.site()).side().word();
        }
        return there ? String.valueOf(boxes(patient, time).get(h.type())) : "no place";
      }
    }
    boolean change = question.startsWith("What has changed");
    String list =
        patient.histories().values().stream()
            .filter(
                h ->
                    change
                        ? h.change() != null && !h.change().word().equals("stable")
                        : h.presentOn(time))
            .map(
                h ->
                    h.type().displayName()
                        + (change ? " " + Objects.requireNonNull(h.change()).word() : ""))
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? "none" : list;
  }

  private static String said(Example.Answer answer) {
    if (answer instanceof Example.Words words) {
      return words.text();
    }
    return answer instanceof Example.Place place ? place.box().toString() : "no place";
  }

  @Test
  void everyAnswerIsWhatThePatientHas() {
    int checked = 0;
    for (SimulatedPatient patient : patients(PATIENTS)) {
      for (Example example : all(patient)) {
        assertThat(said(example.answer()))
            .as("patient %d: %s", patient.seed(), example.question())
            .isEqualTo(truth(patient, example.question()));
        checked++;
      }
      Map<FindingType, Box> current = boxes(patient, TimePoint.CURRENT);
      for (Example example : PatientExamples.alone(patient, current)) {
        assertThat(example.question()).doesNotContain("prior").doesNotContain("changed");
        assertThat(said(example.answer())).isEqualTo(truth(patient, example.question()));
      }
    }
    assertThat(checked).isGreaterThan(PATIENTS * 30);
  }

  @Test
  void everyChangeOccursForEveryFinding() {
    Map<String, Set<String>> answers = new HashMap<>();
    for (long seed = 0; seed < 400; seed++) {
      for (Example example : PatientExamples.change(new PatientSimulator().simulate(seed))) {
        answers
            .computeIfAbsent(example.question(), q -> new TreeSet<>())
            .add(said(example.answer()));
      }
    }
    assertThat(answers).hasSize(FindingType.values().length);
    assertThat(answers.values())
        .allSatisfy(
            words ->
                assertThat(words)
                    .containsExactly(
                        "absent", "improved", "new", "resolved", "stable", "worsened"));
  }

  @Test
  void noQuestionTellsItsAnswer() {
    Map<String, Set<String>> answers = new HashMap<>();
    Set<Set<String>> asked = new HashSet<>();
    for (SimulatedPatient patient : patients(400)) {
      Set<String> questions = new TreeSet<>();
      for (Example example : all(patient)) {
        answers
            .computeIfAbsent(example.question(), q -> new TreeSet<>())
            .add(said(example.answer()));
        assertThat(example.question().toLowerCase(Locale.ROOT).split("\\W+"))
            .doesNotContain(said(example.answer()));
        if (!example.question().startsWith("On which side")) {
          questions.add(example.question());
        }
      }
      asked.add(questions);
    }
    // The side is asked of what is there alone; everything else is asked of everybody.
    assertThat(asked).hasSize(1);
    assertThat(answers)
        .allSatisfy((question, words) -> assertThat(words).as(question).hasSizeGreaterThan(1));
  }
}
