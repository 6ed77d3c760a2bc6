package org.juxta.inference.lvlm.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.decode.NumberGrammar;
import org.juxta.inference.lvlm.torch.Continuation;
import org.juxta.inference.lvlm.torch.Decoder;

/**
 * Boxes by constrained decoding: first whether the model would rather say that there is nothing,
 * then, for what there is, four numbers that always make a box. All phrases at once.
 */
final class BoxSearch {
  /** 1000 has the most digits. */
  private static final int DIGITS = 4;

  private final Family family;
  private final Gemma3Boxes boxes;
  private final Decoder decoder;
  private final Decoder.Prefix prefix;
  private final List<ImageInput> images;

  BoxSearch(Family family, Decoder decoder, Decoder.Prefix prefix, List<ImageInput> images) {
    this.family = family;
    this.boxes = family.boxes().orElseThrow();
    this.decoder = decoder;
    this.prefix = prefix;
    this.images = images;
  }

  /**
   * @param image index of the image that the boxes are wanted on, and whose pixels they come in
   */
  List<Optional<Box>> locate(List<String> phrases, int image) {
    List<long[]> questions =
        phrases.stream()
            .map(p -> boxes.question(p, Captions.name(image, images.size())))
            .map(q -> family.template().question(images.size(), q))
            .toList();
    List<Integer> there = new ArrayList<>();
    boolean[] nothing = nothing(questions);
    for (int i = 0; i < phrases.size(); i++) {
      if (!nothing[i]) {
        there.add(i);
      }
    }
    List<Optional<Box>> found = new ArrayList<>();
    phrases.forEach(phrase -> found.add(Optional.empty()));
    if (there.isEmpty()) {
      return found;
    }
    List<NumberGrammar> said = numbers(there.stream().map(questions::get).toList());
    for (int r = 0; r < said.size(); r++) {
      Box square = boxes.box(said.get(r).numbers());
      Box source = family.images().toSource(square, images.get(image));
      found.set(there.get(r), Optional.of(source));
    }
    return found;
  }

  /**
   * For each question, whether the model would rather say that there is nothing: told by the first
   * token in which the two answers differ, so that the longer one is not the less likely for it.
   */
  private boolean[] nothing(List<long[]> questions) {
    long[] none = boxes.nothingOrSomething().get(0);
    long[] some = boxes.nothingOrSomething().get(1);
    int same = Arrays.mismatch(none, some);
    int longest = questions.stream().mapToInt(q -> q.length).max().orElseThrow() + same;
    long[][] ids = new long[2 * questions.size()][longest];
    long[][] labels = new long[ids.length][longest];
    for (int k = 0; k < ids.length; k++) {
      long[] question = questions.get(k / 2);
      int end = question.length + same;
      System.arraycopy(question, 0, ids[k], 0, question.length);
      System.arraycopy(none, 0, ids[k], question.length, same);
      Arrays.fill(labels[k], -1);
      labels[k][end - 1] = (k % 2 == 0 ? none : some)[same];
    }
    double[] likelihoods = decoder.score(prefix, ids, labels);
    boolean[] nothing = new boolean[questions.size()];
    for (int i = 0; i < nothing.length; i++) {
      nothing[i] = likelihoods[2 * i] > likelihoods[2 * i + 1];
    }
    return nothing;
  }

  private List<NumberGrammar> numbers(List<long[]> questions) {
    long[] beginning = boxes.beginning();
    List<long[]> begun =
        questions.stream()
            .map(q -> LongStream.concat(Arrays.stream(q), Arrays.stream(beginning)).toArray())
            .toList();
    List<NumberGrammar> grammars = questions.stream().map(q -> boxes.grammar()).toList();
    try (Continuation rows =
        decoder.continued(prefix, begun, NumberGrammar.longest(4, DIGITS, boxes.spelling()))) {
      while (true) {
        long[] next = new long[grammars.size()];
        for (int r = 0; r < next.length; r++) {
          if (!grammars.get(r).complete()) {
            next[r] = grammars.get(r).next(rows.logits(r));
          }
        }
        if (grammars.stream().allMatch(NumberGrammar::complete)) {
          return grammars;
        }
        rows.accept(next);
      }
    }
  }
}
