package org.juxta.inference.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
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
 * those of the best constant answer, of blank images and of another patient's images: what can be
 * scored without looking.
 */
public final class ReadingBenchmark {
  /** Edge of the radiographs in pixels. */
  private static final int SIZE = 512;

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
    for (int i = 0; i < cases; i++) {
      read.add(read(new PatientSimulator().simulate(seed + i)));
      progress.accept(i + 1);
    }
    Scores own = new Scores();
    Scores blanks = new Scores();
    Scores shuffled = new Scores();
    SwapScore swaps = new SwapScore();
    for (int i = 0; i < cases; i++) {
      Case one = read.get(i);
      own.add(one.patient(), one.boxes(), one.reading());
      blanks.add(one.patient(), one.boxes(), blankReading);
      shuffled.add(one.patient(), one.boxes(), read.get((i + 1) % cases).reading());
      swaps.add(one.patient(), one.reading(), one.swapped());
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("change.accuracy", own.changeAccuracy());
    figures.put("change.constant", own.constantChangeAccuracy());
    own.auroc().forEach((type, area) -> figures.put("presence.auroc." + type.id(), area));
    figures.put("box.mean_iou", own.meanIou());
    figures.put("box.map50", own.meanAveragePrecision());
    figures.put("swap.flipped", swaps.flipped());
    figures.put("blank.change_accuracy", blanks.changeAccuracy());
    figures.put("blank.box_mean_iou", blanks.meanIou());
    figures.put("shuffled.change_accuracy", shuffled.changeAccuracy());
    figures.put("shuffled.box_mean_iou", shuffled.meanIou());
    figures.put("cases", (double) cases);
    figures.put("seed", (double) seed);
    figures.put("seconds", (System.nanoTime() - start) / 1e9);
    return figures;
  }

  /** One patient, read both ways round. */
  private record Case(
      SimulatedPatient patient, SimulatedRadiograph boxes, Reading reading, Reading swapped) {}

  private Case read(SimulatedPatient patient) {
    SimulatedRadiograph prior =
        new RadiographRenderer().render(patient, TimePoint.PRIOR, View.PA, SIZE);
    SimulatedRadiograph current =
        new RadiographRenderer().render(patient, TimePoint.CURRENT, View.PA, SIZE);
    ImageInput before = prior.toImage();
    ImageInput now = current.toImage();
    return new Case(patient, current, reader.read(before, now), reader.read(now, before));
  }
}
