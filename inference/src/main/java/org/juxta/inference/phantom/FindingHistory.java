package org.juxta.inference.phantom;

import org.jspecify.annotations.Nullable;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.FindingType;

/**
 * One finding of a simulated patient at both time points.
 *
 * <p>The extent is one number that says how big the finding is: nodule and consolidation, radius in
 * mm; pleural effusion, height of the fluid at the chest wall above the bottom of the pleural
 * recess in mm; pneumothorax, width of the air at the apex in mm; cardiomegaly, cardiothoracic
 * ratio (0 to 1), which a patient has without cardiomegaly as well. Other findings have 0 when
 * absent.
 *
 * @param type what it is
 * @param presentOnPrior whether it is there at {@link TimePoint#PRIOR}
 * @param presentOnCurrent whether it is there at {@link TimePoint#CURRENT}
 * @param change from prior to current; null exactly when absent on both
 * @param site where; null exactly when absent on both
 * @param priorExtent size on the prior
 * @param currentExtent size on the current
 */
public record FindingHistory(
    FindingType type,
    boolean presentOnPrior,
    boolean presentOnCurrent,
    @Nullable Change change,
    @Nullable LesionSite site,
    double priorExtent,
    double currentExtent) {

  public boolean presentOn(TimePoint time) {
    return time == TimePoint.PRIOR ? presentOnPrior : presentOnCurrent;
  }

  public double extentOn(TimePoint time) {
    return time == TimePoint.PRIOR ? priorExtent : currentExtent;
  }

  /** The same history at another place. */
  FindingHistory at(LesionSite elsewhere) {
    return new FindingHistory(
        type, presentOnPrior, presentOnCurrent, change, elsewhere, priorExtent, currentExtent);
  }
}
