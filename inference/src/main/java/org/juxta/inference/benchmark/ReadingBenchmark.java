package org.juxta.inference.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.RadiographRenderer;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.SimulatedRadiograph;
import org.juxta.inference.phantom.TimePoint;
import org.juxta.inference.phantom.View;
import org.juxta.inference.reading.Reader;
import org.juxta.inference.reading.Reading;

/**
 * Reads simulated patients and compares with what they have. Beside the reader's own figures stand
 * those of the best constant answer, of the current image alone, of blank images and of another
 * patient's images: what can be scored without looking, or without comparing.
 *
 * <p>Intervals of 95 % come from drawing patients anew (bootstrap); they say what other patients of
 * this simulator would score, and nothing about real ones.
 */
public final class ReadingBenchmark {
  /** Edge of the radiographs in pixels. */
  private static final int SIZE = 512;

  /** Behind the key of a figure: the bounds of its 95 % interval. */
  public static final String LOW = ".low";

  public static final String HIGH = ".high";

  private final Reader reader;

  public ReadingBenchmark(Reader reader) {
    this.reader = reader;
  }

  /**
   * @param cases how many patients, 2 at least: one is shown the other's images
   * @param seed of the first; patients that a checkpoint was tuned on start at 1,000,000
   * @param progress told the number of cases done
   * @return figures by their JSON keys, in the order in which they are printed
   */
  public Map<String, Double> run(int cases, long seed, LongConsumer progress) {
    if (cases < 2) {
      throw new IllegalArgumentException("a benchmark of " + cases + " cases, 2 are needed");
    }
    long start = System.nanoTime();
    List<Case> read = new ArrayList<>();
    ImageInput blank = new ImageInput(SIZE, SIZE, new float[SIZE * SIZE]);
    Reading blankReading = reader.read(blank, blank);
    Reading last = null;
    for (int i = 0; i < cases; i++) {
      Case one = read(new PatientSimulator().simulate(seed + i), last);
      last = one.reading();
      read.add(one);
      progress.accept(i + 1);
    }
    read.set(0, read.get(0).withAnother(Objects.requireNonNull(last)));
    Map<String, Double> figures = figures(read, blankReading);
    Bootstrap.intervals(read, sample -> figures(sample, blankReading))
        .forEach(
            (key, interval) -> {
              figures.put(key + LOW, interval.low());
              figures.put(key + HIGH, interval.high());
            });
    figures.put("cases", (double) cases);
    figures.put("seed", (double) seed);
    figures.put("seconds", (System.nanoTime() - start) / 1e9);
    return figures;
  }

  private static Map<String, Double> figures(List<Case> cases, Reading blankReading) {
    Scores own = new Scores();
    Scores single = new Scores();
    Scores blanks = new Scores();
    Scores shuffled = new Scores();
    SwapScore swaps = new SwapScore();
    for (Case one : cases) {
      own.add(one.patient(), one.boxes(), one.reading());
      single.add(one.patient(), one.boxes(), one.alone());
      blanks.add(one.patient(), one.boxes(), blankReading);
      shuffled.add(one.patient(), one.boxes(), one.ofAnother());
      swaps.add(one.patient(), one.reading(), one.swapped());
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("change.accuracy", own.changeAccuracy());
    figures.put("change.constant", own.constantChangeAccuracy());
    own.auroc().forEach((type, area) -> figures.put("presence.auroc." + type.id(), area));
    figures.put("box.mean_iou", own.meanIou());
    figures.put("box.map50", own.meanAveragePrecision());
    own.averagePrecision().forEach((type, area) -> figures.put("box.ap50." + type.id(), area));
    figures.put("swap.flipped", swaps.flipped());
    figures.put("single.change_accuracy", single.presenceChangeAccuracy());
    figures.put("blank.change_accuracy", blanks.changeAccuracy());
    figures.put("blank.box_mean_iou", blanks.meanIou());
    figures.put("shuffled.change_accuracy", shuffled.changeAccuracy());
    figures.put("shuffled.box_mean_iou", shuffled.meanIou());
    return figures;
  }

  /**
   * One patient's images read in every way.
   *
   * @param boxes the current image with the true boxes
   * @param swapped with prior and current the other way round
   * @param alone the current image without its prior
   * @param ofAnother another patient's images
   */
  private record Case(
      SimulatedPatient patient,
      SimulatedRadiograph boxes,
      Reading reading,
      Reading swapped,
      Reading alone,
      Reading ofAnother) {
    Case withAnother(Reading another) {
      return new Case(patient, boxes, reading, swapped, alone, another);
    }
  }

  private Case read(SimulatedPatient patient, @Nullable Reading before) {
    SimulatedRadiograph prior =
        new RadiographRenderer().render(patient, TimePoint.PRIOR, View.PA, SIZE);
    SimulatedRadiograph current =
        new RadiographRenderer().render(patient, TimePoint.CURRENT, View.PA, SIZE);
    ImageInput then = prior.toImage();
    ImageInput now = current.toImage();
    Reading reading = reader.read(then, now);
    return new Case(
        patient,
        current,
        reading,
        reader.read(now, then),
        reader.read(null, now),
        before == null ? reading : before);
  }
}
