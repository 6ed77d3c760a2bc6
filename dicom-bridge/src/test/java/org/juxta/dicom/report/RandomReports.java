package org.juxta.dicom.report;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dcm4che3.data.UID;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.content.AlgorithmIdentity;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.DeviceObserver;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.FindingSite;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.IntervalChange;
import org.juxta.dicom.report.content.Laterality;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.PriorComparison;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportIdentity;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.dicom.report.content.StudyIdentity;

/** Any report that may be written, drawn from a seed. */
final class RandomReports {
  /**
   * Scripts of one, two and three bytes, a letter outside the basic plane, and DICOM's delimiters.
   */
  private static final String LETTERS = "azAZ09 .^=-'äßŁжαקبن山田太郎やまだ홍길동𠮷";

  private static final List<String> FINDINGS =
      List.of("nodule", "consolidation", "pleural_effusion", "pneumothorax", "cardiomegaly");

  private final Random random;

  private RandomReports(long seed) {
    random = new Random(seed);
  }

  static ReportContent report(long seed) {
    return new RandomReports(seed).report();
  }

  private ReportContent report() {
    String study = uid();
    List<ReportImage> current = images(study, 1 + random.nextInt(3));
    boolean compared = random.nextBoolean();
    List<ReportImage> prior = compared ? images(uid(), 1 + random.nextInt(3)) : List.of();
    boolean succeeded = random.nextInt(5) > 0;
    return new ReportContent(
        new ReportIdentity(
            uid(),
            uid(),
            random.nextInt(10_000),
            LocalDateTime.of(2000, 1, 1, 0, 0).plusNanos(random.nextLong() >>> 4)),
        new StudyIdentity(
            words(),
            words(),
            words(),
            pick("", "19010203"),
            pick("", "M", "F", "O"),
            study,
            pick("", "20260304"),
            pick("", "04", "040506", "040506.123"),
            words(),
            words(),
            words(),
            words()),
        random.nextBoolean() ? ReportContent.IMAGING_PROCEDURE : code(),
        new DeviceObserver(uid(), name(), name(), name(), name(), name()),
        new AlgorithmIdentity(
            name(), name(), random.nextBoolean() ? List.of() : List.of(name(), name())),
        current,
        prior,
        new PriorComparison(compared, words()),
        succeeded ? outcome() : ReadingOutcome.failure(name()),
        succeeded ? findings(current, prior) : List.of(),
        words(),
        random.nextInt(3) > 0
            ? List.of()
            : List.of(new DocumentReference(UID.Comprehensive3DSRStorage, uid(), uid(), uid())));
  }

  private List<ReportedFinding> findings(List<ReportImage> current, List<ReportImage> prior) {
    List<ReportedFinding> findings = new ArrayList<>();
    int count = random.nextInt(21);
    for (int i = 0; i < count; i++) {
      boolean changed = !prior.isEmpty() && random.nextBoolean();
      findings.add(
          new ReportedFinding(
              "finding " + i + " " + words(),
              uid(),
              random.nextInt(4) == 0 ? code() : ReportedFinding.codeOf(pick(FINDINGS)),
              sites(),
              pick(List.of(Presence.values())),
              probability(),
              pick(current).reference(),
              random.nextBoolean() ? null : box(),
              changed ? pick(List.of(IntervalChange.values())) : null,
              changed ? probability() : null,
              changed && random.nextInt(4) > 0 ? pick(prior).reference() : null));
    }
    return findings;
  }

  private List<FindingSite> sites() {
    List<FindingSite> sites = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Laterality laterality = random.nextBoolean() ? null : pick(List.of(Laterality.values()));
      sites.add(new FindingSite(code(), laterality));
    }
    return sites;
  }

  private List<ReportImage> images(String study, int count) {
    List<ReportImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(
          new ReportImage(
              new ImageReference(
                  UID.DigitalXRayImageStorageForPresentation,
                  uid(),
                  uid(),
                  study,
                  random.nextBoolean() ? 0 : 1 + random.nextInt(500)),
              pick("", "DX", "CR", "CT", "MR"),
              pick("", "PA", "AP", "LL", "RL", "LATERAL"),
              pick("", "20240229")));
    }
    return images;
  }

  private BoxRegion box() {
    double x = random.nextDouble() * 4000;
    double y = random.nextDouble() * 4000;
    return new BoxRegion(
        x, y, x + 0.01 + random.nextDouble() * 1000, y + 0.01 + random.nextDouble() * 1000);
  }

  private @Nullable Double probability() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> (double) random.nextInt(2);
      default -> random.nextDouble();
    };
  }

  private Code code() {
    return new Code("C" + random.nextInt(1_000_000), "99JUXTA", name());
  }

  private String uid() {
    return "2.25." + (random.nextLong() >>> 1);
  }

  /** Words that may be none. */
  private String words() {
    return random.nextInt(6) == 0 ? "" : name();
  }

  /** Words that are some: no delimiter or blank at either end. */
  private String name() {
    int[] letters = LETTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(20); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.append('x').toString();
  }

  private String pick(String... choices) {
    return pick(List.of(choices));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private ReadingOutcome outcome() {
    return random.nextBoolean() ? ReadingOutcome.success() : ReadingOutcome.partial(name());
  }
}
