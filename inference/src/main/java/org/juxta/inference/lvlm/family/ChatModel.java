package org.juxta.inference.lvlm.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.juxta.inference.lvlm.Answer;
import org.juxta.inference.lvlm.AnswerOptions;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.lvlm.OptionQuestion;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.lvlm.decode.Sampler;
import org.juxta.inference.lvlm.decode.StreamedText;
import org.juxta.inference.lvlm.torch.Continuation;
import org.juxta.inference.lvlm.torch.Decoder;
import org.juxta.inference.lvlm.torch.Precision;

/** A published checkpoint of any family as a vision-language model. */
final class ChatModel implements VisionLanguageModel {
  private final Family family;
  private final Decoder decoder;

  private ChatModel(Family family, Decoder decoder) {
    this.family = family;
    this.decoder = decoder;
  }

  /**
   * Maps the weights.
   *
   * @param family closed with the model, and when it does not load
   */
  static ChatModel load(Family family, Precision precision) {
    try {
      return new ChatModel(family, Decoder.load(family.network(), family.weights(), precision));
    } catch (RuntimeException e) {
      family.tokenizer().close();
      throw e;
    }
  }

  @Override
  public ModelIdentity identity() {
    return family.identity();
  }

  @Override
  public ImageContext open(List<ImageInput> images) {
    if (images.isEmpty()) {
      throw new InferenceException("no image given");
    }
    long[] opening = family.template().opening(Captions.of(images.size()));
    return new Opened(images, decoder.prefill(opening, pixels(images), images.size()));
  }

  private float[] pixels(List<ImageInput> images) {
    int size = family.images().size();
    float[] pixels = new float[Math.multiplyExact(images.size(), 3 * size * size)];
    for (int i = 0; i < images.size(); i++) {
      float[] one = family.images().process(images.get(i));
      System.arraycopy(one, 0, pixels, i * one.length, one.length);
    }
    return pixels;
  }

  @Override
  public void close() {
    decoder.close();
    family.tokenizer().close();
  }

  private final class Opened implements ImageContext {
    private final List<ImageInput> images;
    private final Decoder.Prefix prefix;

    Opened(List<ImageInput> images, Decoder.Prefix prefix) {
      this.images = List.copyOf(images);
      this.prefix = prefix;
    }

    private long[] asked(String question) {
      return family.template().question(images.size(), "\n" + question);
    }

    @Override
    public Answer answer(String question, AnswerOptions options, Predicate<String> pieces) {
      long end = System.nanoTime() + options.deadline().toNanos();
      Sampler sampler = new Sampler(options.temperature(), options.topP(), options.seed());
      StreamedText text = new StreamedText(family.template()::words, options.stops());
      long[] ids = new long[options.maxTokens()];
      try (Continuation rows =
          decoder.continued(prefix, List.of(asked(question)), options.maxTokens())) {
        for (int n = 0; n < ids.length; n++) {
          ids[n] = sampler.next(rows.logits(0));
          if (family.template().ends().contains(ids[n])) {
            return ended(text, pieces, Answer.Ending.COMPLETE);
          }
          String piece = text.grow(Arrays.copyOf(ids, n + 1));
          if (!piece.isEmpty() && !pieces.test(piece)) {
            return new Answer(text.text(), Answer.Ending.CANCELLED);
          }
          if (text.stopped()) {
            return ended(text, pieces, Answer.Ending.COMPLETE);
          }
          if (System.nanoTime() - end > 0) {
            return ended(text, pieces, Answer.Ending.DEADLINE);
          }
          if (n + 1 < ids.length) {
            rows.accept(new long[] {ids[n]});
          }
        }
      }
      return ended(text, pieces, Answer.Ending.LENGTH);
    }

    private static Answer ended(StreamedText text, Predicate<String> pieces, Answer.Ending ending) {
      String rest = text.finish();
      boolean wanted = rest.isEmpty() || pieces.test(rest);
      return new Answer(text.text(), wanted ? ending : Answer.Ending.CANCELLED);
    }

    @Override
    public List<double[]> score(List<OptionQuestion> questions) {
      List<long[]> asked = new ArrayList<>();
      List<long[]> answers = new ArrayList<>();
      for (OptionQuestion question : questions) {
        for (String option : question.options()) {
          asked.add(asked(question.question()));
          answers.add(family.template().answer(option));
        }
      }
      return OptionScores.of(
          questions, (ids, labels) -> decoder.score(prefix, ids, labels), asked, answers, 0);
    }

    /** Nothing is found by a family that was not taught to point. */
    @Override
    public List<Optional<Box>> locate(List<String> phrases, int image) {
      if (family.boxes().isEmpty() || phrases.isEmpty()) {
        return phrases.stream().map(phrase -> Optional.<Box>empty()).toList();
      }
      return new BoxSearch(family, decoder, prefix, images).locate(phrases, image);
    }

    @Override
    public void close() {
      prefix.close();
    }
  }
}
