package org.juxta.inference.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.phantom.FindingHistory;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.TimePoint;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.ReadingProtocol;

/** Everything that can be asked about a simulated patient's frontal radiographs. */
public final class PatientExamples {
  private static final String NONE = "none";

  private PatientExamples() {}

  /**
   * The protocol's change question for each finding, in the order of {@link FindingType}.
   *
   * @param patient whose images are shown as prior and current
   */
  public static List<Example> change(SimulatedPatient patient) {
    List<Example> examples = new ArrayList<>();
    for (FindingType type : FindingType.values()) {
      examples.add(
          Example.words(
              ReadingProtocol.change(type).question(), changeWord(patient.history(type))));
    }
    return examples;
  }

  private static String changeWord(FindingHistory history) {
    Change change = history.change();
    return change == null ? ReadingProtocol.ABSENT : change.word();
  }

  /**
   * What else can be asked of the two images shown together.
   *
   * @param prior boxes on the prior image, in pixels of the square that the model sees
   * @param current boxes on the current image, likewise
   */
  public static List<Example> compared(
      SimulatedPatient patient, Map<FindingType, Box> prior, Map<FindingType, Box> current) {
    List<Example> examples = new ArrayList<>(onCurrent(patient, current, 1, 2));
    for (FindingType type : FindingType.values()) {
      boolean before = patient.history(type).presentOnPrior();
      String name = type.displayName();
      examples.add(Example.words("Is there " + name + " in the prior image?", yesNo(before)));
      examples.add(place(type, prior.get(type), 0, 2));
    }
    String seenBefore = listed(patient, h -> h.presentOnPrior() ? name(h) : null);
    examples.add(Example.words("What is seen in the prior image?", seenBefore));
    String changed =
        listed(
            patient,
            h -> {
              Change change = h.change();
              return change == null || change == Change.STABLE
                  ? null
                  : name(h) + " " + change.word();
            });
    examples.add(Example.words("What has changed?", changed));
    examples.add(Example.words("What has changed since the prior image?", changed));
    return examples;
  }

  /** What can be asked of the current image shown alone. */
  public static List<Example> alone(SimulatedPatient patient, Map<FindingType, Box> current) {
    return onCurrent(patient, current, 0, 1);
  }

  private static List<Example> onCurrent(
      SimulatedPatient patient, Map<FindingType, Box> boxes, int image, int images) {
    List<Example> examples = new ArrayList<>();
    for (FindingType type : FindingType.values()) {
      FindingHistory history = patient.history(type);
      boolean present = history.presentOn(TimePoint.CURRENT);
      examples.add(Example.words(ReadingProtocol.presence(type).question(), yesNo(present)));
      examples.add(place(type, boxes.get(type), image, images));
      if (present && type != FindingType.CARDIOMEGALY) {
        String side =
            Objects.requireNonNull(history.site()).side().name().toLowerCase(java.util.Locale.ROOT);
        examples.add(Example.words("On which side is " + type.displayName() + "?", side));
      }
    }
    String seen = listed(patient, h -> h.presentOnCurrent() ? name(h) : null);
    examples.add(Example.words("What is seen?", seen));
    examples.add(Example.words("What is seen in the current image?", seen));
    return examples;
  }

  private static Example place(FindingType type, @Nullable Box box, int image, int images) {
    return new Example(
        LlavaPrompts.locateQuestion(ReadingProtocol.phrase(type), image, images),
        box == null ? new Example.NoPlace() : new Example.Place(box));
  }

  private static String name(FindingHistory history) {
    return history.type().displayName();
  }

  private static String yesNo(boolean yes) {
    return yes ? ReadingProtocol.YES : ReadingProtocol.NO;
  }

  private static String listed(
      SimulatedPatient patient, Function<FindingHistory, @Nullable String> word) {
    String list =
        patient.histories().values().stream()
            .map(word)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? NONE : list;
  }
}
