package org.juxta.inference.dataset.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.juxta.inference.dataset.record.LetteredQuestion.Option;

/**
 * What can be answered without looking at an image, and what crosses from records that are learned
 * from to records that are measured with.
 *
 * @param closed closed questions whose answer is one of their options
 * @param unanswerable closed questions whose answer is none of them
 * @param chance share that guessing gets right: the mean of one over the number of options
 * @param majorityLetter share right by always choosing the letter that is most often right
 * @param majorityAnswer share right by choosing the option whose text is most often right
 * @param longest share right by choosing the longest option
 * @param repeatedAnswer closed questions that offer the right text twice
 * @param shared records measured with whose images, in any order, are those of a record learned
 *     from
 */
public record RecordAudit(
    int closed,
    int unanswerable,
    double chance,
    double majorityLetter,
    double majorityAnswer,
    double longest,
    int repeatedAnswer,
    int shared) {

  private record Closed(LetteredQuestion question, Option right) {
    long timesOffered() {
      return question.options().stream().filter(o -> o.text().equals(right.text())).count();
    }
  }

  /**
   * @param learned records that a model is tuned on; may be empty
   * @param measured records that it is measured with
   */
  public static RecordAudit of(List<InstructionRecord> learned, List<InstructionRecord> measured) {
    int asked = 0;
    List<Closed> closed = new ArrayList<>();
    for (InstructionRecord record : measured) {
      Optional<LetteredQuestion> question = LetteredQuestion.parse(record.question());
      if (question.isPresent()) {
        asked++;
        question
            .get()
            .chosen(record.answer())
            .ifPresent(right -> closed.add(new Closed(question.get(), right)));
      }
    }
    Map<Character, Integer> letters = counts(closed, c -> c.right().letter());
    Map<String, Integer> texts = counts(closed, c -> c.right().text());
    return new RecordAudit(
        closed.size(),
        asked - closed.size(),
        closed.stream().mapToDouble(c -> 1.0 / c.question().options().size()).average().orElse(0),
        share(closed, option -> letters.getOrDefault(option.letter(), 0)),
        share(closed, option -> texts.getOrDefault(option.text(), 0)),
        share(closed, option -> option.text().length()),
        (int) closed.stream().filter(c -> c.timesOffered() > 1).count(),
        shared(learned, measured));
  }

  private static <K> Map<K, Integer> counts(List<Closed> closed, Function<Closed, K> key) {
    Map<K, Integer> counts = new HashMap<>();
    closed.forEach(c -> counts.merge(key.apply(c), 1, Integer::sum));
    return counts;
  }

  /** Share right by choosing the option of the greatest value, the first of equal ones. */
  private static double share(List<Closed> closed, ToIntFunction<Option> value) {
    Comparator<Option> byValue =
        Comparator.comparingInt(value)
            .thenComparing(Comparator.comparing(Option::letter).reversed());
    return closed.stream()
        .mapToInt(
            c ->
                c.question().options().stream().max(byValue).orElseThrow().equals(c.right())
                    ? 1
                    : 0)
        .average()
        .orElse(0);
  }

  private static int shared(List<InstructionRecord> learned, List<InstructionRecord> measured) {
    Set<Set<String>> known = new HashSet<>();
    learned.forEach(record -> known.add(new TreeSet<>(record.images())));
    return (int)
        measured.stream().filter(record -> known.contains(new TreeSet<>(record.images()))).count();
  }
}
