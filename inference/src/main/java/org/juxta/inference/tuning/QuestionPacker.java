package org.juxta.inference.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.juxta.inference.dataset.Example;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.family.LocationBins;
import org.juxta.inference.lvlm.image.ImageProcessor;
import org.juxta.inference.lvlm.torch.TuningBatch;
import org.juxta.inference.reading.FindingType;

/** Makes a batch: images of some patients, and as many questions about each as fit. */
final class QuestionPacker {
  /** How much brighter or darker, and how much more or less contrast, an image may be shown. */
  private static final double JITTER = 0.1;

  private final LlavaPrompts prompts;
  private final LocationBins bins;
  private final ImageProcessor processor;
  private final AbnormalRegions regions;
  private final int tokens;

  /**
   * @param tokens of questions and answers for each sequence
   */
  QuestionPacker(
      LlavaPrompts prompts,
      LocationBins bins,
      ImageProcessor processor,
      AbnormalRegions regions,
      int tokens) {
    this.regions = regions;
    this.prompts = prompts;
    this.bins = bins;
    this.processor = processor;
    this.tokens = tokens;
  }

  /** Prior and current together: the change questions always, others while there is room. */
  TuningBatch compared(List<RenderedPatient> patients, SplittableRandom random) {
    Batch batch = new Batch(patients.size(), 2);
    for (RenderedPatient patient : patients) {
      batch.image(patient.prior(), patient.priorBoxes(), random);
      batch.image(patient.current(), patient.currentBoxes(), random);
      batch.questions(patient.change(), random);
      batch.questions(patient.compared(), random);
      batch.next();
    }
    return batch.done();
  }

  /** The current image alone. */
  TuningBatch alone(List<RenderedPatient> patients, SplittableRandom random) {
    Batch batch = new Batch(patients.size(), 1);
    for (RenderedPatient patient : patients) {
      batch.image(patient.current(), patient.currentBoxes(), random);
      batch.questions(patient.alone(), random);
      batch.next();
    }
    return batch.done();
  }

  private final class Batch {
    private final int sequences;
    private final int images;
    private final float[] pixels;
    private final long[] ids;
    private final long[] segments;
    private final long[] offsets;
    private final long[] labels;
    private final float[] covered;
    private int image;
    private int sequence;
    private int used;
    private int segment;

    Batch(int sequences, int images) {
      this.sequences = sequences;
      this.images = images;
      int size = processor.size();
      pixels = new float[sequences * images * size * size];
      ids = new long[sequences * tokens];
      segments = new long[sequences * tokens];
      offsets = new long[sequences * tokens];
      labels = new long[sequences * tokens];
      covered = new float[sequences * images * regions.valuesPerImage()];
      Arrays.fill(segments, Integer.MAX_VALUE);
      Arrays.fill(labels, -1);
    }

    void image(byte[] luminance, Map<FindingType, Box> boxes, SplittableRandom random) {
      regions.fill(boxes, covered, image);
      double contrast = 1 + random.nextDouble(-JITTER, JITTER);
      double brightness = random.nextDouble(-JITTER, JITTER) / 2;
      int at = image++ * luminance.length;
      for (int i = 0; i < luminance.length; i++) {
        double shown = ((luminance[i] & 0xff) / 255.0 - 0.5) * contrast + 0.5 + brightness;
        shown = Math.max(0, Math.min(1, shown));
        pixels[at + i] = (float) ((shown - processor.mean()) / processor.deviation());
      }
    }

    void questions(List<Example> examples, SplittableRandom random) {
      List<Example> shuffled = new ArrayList<>(examples);
      for (int i = shuffled.size() - 1; i > 0; i--) {
        java.util.Collections.swap(shuffled, i, random.nextInt(i + 1));
      }
      for (Example example : shuffled) {
        add(prompts.question(example.question()), answer(example.answer()));
      }
    }

    private long[] answer(Example.Answer answer) {
      if (answer instanceof Example.Words words) {
        return prompts.answer(words.text());
      }
      if (answer instanceof Example.Place place) {
        return prompts.place(bins.of(place.box()));
      }
      return prompts.noBox();
    }

    private void add(long[] question, long[] answer) {
      int length = question.length + answer.length - 1;
      if (used + length > tokens) {
        return;
      }
      int at = sequence * tokens + used;
      System.arraycopy(question, 0, ids, at, question.length);
      System.arraycopy(answer, 0, ids, at + question.length, answer.length - 1);
      System.arraycopy(answer, 0, labels, at + question.length - 1, answer.length);
      for (int i = 0; i < length; i++) {
        segments[at + i] = segment;
        offsets[at + i] = i;
      }
      used += length;
      segment++;
    }

    void next() {
      sequence++;
      used = 0;
      segment = 0;
    }

    TuningBatch done() {
      return new TuningBatch(
          sequences,
          images,
          processor.size(),
          pixels,
          prompts.prefix(images),
          ids,
          segments,
          offsets,
          labels,
          covered);
    }
  }
}
