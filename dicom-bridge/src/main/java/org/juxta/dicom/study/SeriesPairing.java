package org.juxta.dicom.study;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sets each radiograph of the current study beside one of the prior: the same view first (PA with
 * PA, LL with LL), else the other view of the same plane (AP with PA), said so in the reason; the
 * newest where there are several.
 */
public final class SeriesPairing {
  private static final Comparator<ImageDetails> NEWEST_FIRST =
      Comparator.comparing(ImageDetails::dateTime, Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(Comparator.comparingInt(ImageDetails::instanceNumber).reversed())
          .thenComparing(image -> image.instance().sopInstanceUid());

  private SeriesPairing() {}

  /** One pair for every image of the current study that is read, in the order of the study. */
  public static List<ImagePair> pair(StudyDetails current, @Nullable StudyDetails prior) {
    List<ImageDetails> priors = prior == null ? List.of() : readable(prior);
    return readable(current).stream()
        .map(
            image ->
                prior == null ? new ImagePair(image, null, "no prior study") : pair(image, priors))
        .toList();
  }

  /** The images of a study that are not read, each with its reason. */
  public static List<LeftOutImage> leftOut(StudyDetails study) {
    return study.images().stream()
        .map(
            image -> {
              String reason = whyNotRead(image, study);
              return reason == null ? null : new LeftOutImage(image, reason);
            })
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<ImageDetails> readable(StudyDetails study) {
    return study.images().stream().filter(image -> whyNotRead(image, study) == null).toList();
  }

  private static @Nullable String whyNotRead(ImageDetails image, StudyDetails study) {
    if (!ModalityGroups.isProjection(image.modality())) {
      return "modality %s is not a projection radiograph"
          .formatted(image.modality().isEmpty() ? "not stated" : image.modality());
    }
    if (image.rows() < 1 || image.columns() < 1) {
      return "Rows (0028,0010) or Columns (0028,0011) is missing";
    }
    if (image.frames() != 1) {
      return "Number of Frames (0028,0008) is %d, not a single projection"
          .formatted(image.frames());
    }
    boolean forProcessing = image.presentationIntent().equals("FOR PROCESSING");
    boolean processedToo =
        study.images().stream()
            .anyMatch(
                other ->
                    other.presentationIntent().equals("FOR PRESENTATION")
                        && other.view().equals(image.view()));
    return forProcessing && processedToo
        ? "it is raw (FOR PROCESSING), and the study has the view FOR PRESENTATION"
        : null;
  }

  private static ImagePair pair(ImageDetails current, List<ImageDetails> priors) {
    if (current.plane() == ViewPlane.UNKNOWN) {
      return new ImagePair(current, null, "not paired: " + current.viewReason());
    }
    ImageDetails same = newest(priors.stream().filter(p -> p.view().equals(current.view())));
    if (same != null) {
      return new ImagePair(current, same, current.view() + " with " + same.view());
    }
    if (current.plane() != ViewPlane.OTHER) {
      ImageDetails alike = newest(priors.stream().filter(p -> p.plane() == current.plane()));
      if (alike != null) {
        return new ImagePair(current, alike, secondChoice(current, alike));
      }
    }
    return new ImagePair(
        current, null, "not paired: the prior study has no " + current.view() + " view");
  }

  private static String secondChoice(ImageDetails current, ImageDetails prior) {
    String reason =
        "%s with %s: the prior study has no %s"
            .formatted(current.view(), prior.view(), current.view());
    boolean frontal =
        current.plane() == ViewPlane.FRONTAL && (current.view() + prior.view()).contains("AP");
    return frontal ? reason + "; heart and mediastinum are magnified on AP" : reason;
  }

  private static @Nullable ImageDetails newest(Stream<ImageDetails> images) {
    return images.min(NEWEST_FIRST).orElse(null);
  }
}
