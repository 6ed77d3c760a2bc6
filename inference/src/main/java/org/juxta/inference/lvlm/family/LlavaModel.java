package org.juxta.inference.lvlm.family;

import java.nio.file.Path;
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
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.ModelCard;
import org.juxta.inference.lvlm.checkpoint.PreprocessorConfig;
import org.juxta.inference.lvlm.image.ImageProcessor;
import org.juxta.inference.lvlm.image.SquarePlacement;
import org.juxta.inference.lvlm.text.Tokenizer;
import org.juxta.inference.lvlm.torch.LlavaEngine;

/** A LLaVA-layout checkpoint as a vision-language model. */
public final class LlavaModel implements VisionLanguageModel {
  private final LlavaEngine engine;
  private final Tokenizer tokenizer;
  private final LlavaPrompts prompts;
  private final ImageProcessor processor;
  private final LocationBins bins;
  private final ModelIdentity identity;

  private LlavaModel(
      LlavaEngine engine, Tokenizer tokenizer, ImageProcessor processor, ModelIdentity identity) {
    LlavaConfig config = engine.config();
    this.engine = engine;
    this.tokenizer = tokenizer;
    this.prompts = new LlavaPrompts(tokenizer, config);
    this.processor = processor;
    this.bins = new LocationBins(processor.size(), config.locationTokens().bins());
    this.identity = identity;
  }

  /**
   * Loads a checkpoint directory: config.json, preprocessor_config.json, tokenizer.json,
   * model.safetensors and the model card README.md.
   *
   * @throws InferenceException naming the file and key that does not fit
   */
  public static LlavaModel load(Path directory) {
    LlavaConfig config = LlavaConfig.read(directory);
    int size = config.visionConfig().imageSize();
    ImageProcessor processor = PreprocessorConfig.read(directory, size).processor(size);
    ModelIdentity identity = ModelCard.read(directory);
    Tokenizer tokenizer = Tokenizer.read(directory);
    try {
      requireSameIds(config, tokenizer);
      LlavaEngine engine = LlavaEngine.load(config, directory.resolve("model.safetensors"));
      return new LlavaModel(engine, tokenizer, processor, identity);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static void requireSameIds(LlavaConfig config, Tokenizer tokenizer) {
    requireToken(tokenizer, LlavaPrompts.IMAGE, config.imageTokenIndex());
    requireToken(tokenizer, LlavaPrompts.BEGIN, config.bosTokenId());
    requireToken(tokenizer, LlavaPrompts.END, config.eosTokenId());
    requireToken(tokenizer, LlavaPrompts.PAD, config.padTokenId());
    requireToken(tokenizer, LlavaPrompts.NO_BOX, config.locationTokens().noBox());
    for (int bin = 0; bin < config.locationTokens().bins(); bin++) {
      requireToken(
          tokenizer, LlavaPrompts.location(bin), config.locationTokens().first() + (long) bin);
    }
    if (tokenizer.largestId() >= config.textConfig().vocabSize()) {
      throw new InferenceException(
          "tokenizer.json has the id "
              + tokenizer.largestId()
              + ", config.json gives text_config.vocab_size "
              + config.textConfig().vocabSize());
    }
  }

  private static void requireToken(Tokenizer tokenizer, String name, long id) {
    long found = tokenizer.idOf(name);
    if (found != id) {
      throw new InferenceException(
          "config.json gives " + name + " the id " + id + ", tokenizer.json " + found);
    }
  }

  @Override
  public ModelIdentity identity() {
    return identity;
  }

  @Override
  public ImageContext open(List<ImageInput> images) {
    long[] prefix = prompts.prefix(images.size());
    int values = processor.size() * processor.size();
    float[] pixels = new float[images.size() * values];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(processor.process(images.get(i)), 0, pixels, i * values, values);
    }
    return new Opened(List.copyOf(images), engine.prefill(prefix, pixels, images.size()));
  }

  @Override
  public void close() {
    engine.close();
    tokenizer.close();
  }

  private final class Opened implements ImageContext {
    private final List<ImageInput> images;
    private final LlavaEngine.Prefix prefix;

    Opened(List<ImageInput> images, LlavaEngine.Prefix prefix) {
      this.images = images;
      this.prefix = prefix;
    }

    /** Greedy, and in one piece: the whole answer is made within the program. */
    @Override
    public Answer answer(String question, AnswerOptions options, Predicate<String> pieces) {
      if (options.temperature() != 0 || !options.stops().isEmpty()) {
        throw new InferenceException(
            "this model answers with its most likely words only: no temperature, no stop texts");
      }
      long[] ids = engine.generate(prefix, prompts.question(question), options.maxTokens());
      String text = inWords(ids);
      Answer.Ending ending =
          ids.length < options.maxTokens() ? Answer.Ending.COMPLETE : Answer.Ending.LENGTH;
      return new Answer(text, pieces.test(text) ? ending : Answer.Ending.CANCELLED);
    }

    /** A place is said in per cent of the square that holds the image: it may be any of them. */
    private String inWords(long[] answer) {
      int first = engine.config().locationTokens().first();
      int count = engine.config().locationTokens().bins();
      if (answer.length == 1 && answer[0] == engine.config().locationTokens().noBox()) {
        return "nowhere";
      }
      if (answer.length == 4
          && Arrays.stream(answer).allMatch(id -> id >= first && id < first + count)) {
        long[] percent = Arrays.stream(answer).map(id -> (id - first) * 100 / count).toArray();
        return "from %d to %d %% across and from %d to %d %% down"
            .formatted(percent[0], percent[2], percent[1], percent[3]);
      }
      return tokenizer.decode(answer).strip();
    }

    @Override
    public List<double[]> score(List<OptionQuestion> questions) {
      List<long[]> asked = new ArrayList<>();
      List<long[]> answers = new ArrayList<>();
      for (OptionQuestion question : questions) {
        for (String option : question.options()) {
          asked.add(prompts.question(question.question()));
          answers.add(prompts.answer(option));
        }
      }
      return OptionScores.of(
          questions,
          (ids, labels) -> engine.score(prefix, ids, labels),
          asked,
          answers,
          engine.config().padTokenId());
    }

    @Override
    public List<Optional<Box>> locate(List<String> phrases, int image) {
      long[][] questions =
          phrases.stream()
              .map(p -> prompts.question(LlavaPrompts.locateQuestion(p, image, images.size())))
              .toArray(long[][]::new);
      ImageInput source = images.get(image);
      SquarePlacement placement =
          new SquarePlacement(source.width(), source.height(), processor.size());
      List<Optional<Box>> boxes = new ArrayList<>();
      for (LlavaEngine.Place place : engine.locate(prefix, questions)) {
        boxes.add(
            place.noBox() > 0.5
                ? Optional.empty()
                : Optional.of(
                    placement.toSource(bins.box(place.x0(), place.y0(), place.x1(), place.y1()))));
      }
      return boxes;
    }

    @Override
    public void close() {
      prefix.close();
    }
  }
}
