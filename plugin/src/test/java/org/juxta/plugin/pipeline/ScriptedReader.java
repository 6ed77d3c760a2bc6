package org.juxta.plugin.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.Finding;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.Reader;
import org.juxta.inference.reading.Reading;

/**
 * Gives always the same answer: a nodule in the second quarter of the image, worsened where there
 * is a prior, and nothing else. What it knows of images is their size.
 */
public final class ScriptedReader implements Reader {
  private static final ModelIdentity IDENTITY =
      new ModelIdentity("scripted", "1", "Juxta tests", "Not for clinical use");

  private Set<String> modalities = Reader.RADIOGRAPHS;
  private int failures;
  private int reads;
  private Runnable whileReading = () -> {};

  /** The next so many readings fail. */
  public void failNext(int times) {
    failures = times;
  }

  /** Happens in the middle of the next reading. */
  public void whileReading(Runnable event) {
    whileReading = event;
  }

  /** From now on it says that it reads CT, too. */
  public void declareCt() {
    modalities = Set.of("CR", "CT", "DX", "RG");
  }

  @Override
  public Set<String> modalities() {
    return modalities;
  }

  /** How many readings have been asked for. */
  public int reads() {
    return reads;
  }

  @Override
  public Reading read(@Nullable ImageInput prior, ImageInput current) {
    reads++;
    Runnable event = whileReading;
    whileReading = () -> {};
    event.run();
    if (failures > 0) {
      failures--;
      throw new InferenceException("the model is out of order");
    }
    List<Finding> findings = new ArrayList<>();
    for (FindingType type : FindingType.values()) {
      boolean present = type == FindingType.NODULE;
      findings.add(
          new Finding(
              type,
              present,
              present ? 0.9 : 0.1,
              present ? quarter(current) : null,
              present && prior != null ? Change.WORSENED : null,
              prior != null ? Double.valueOf(0.8) : null));
    }
    return new Reading(findings, prior != null, IDENTITY, Duration.ofMillis(1));
  }

  private static Box quarter(ImageInput image) {
    return new Box(
        image.width() / 4.0, image.height() / 4.0, image.width() / 2.0, image.height() / 2.0);
  }

  @Override
  public ModelIdentity model() {
    return IDENTITY;
  }

  @Override
  public void close() {}
}
