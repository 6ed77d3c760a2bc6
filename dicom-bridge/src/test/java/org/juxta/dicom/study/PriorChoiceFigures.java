package org.juxta.dicom.study;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * How often the choice of a prior is what exam-pairs.tsv wants, over studies whose tags are spelled
 * in many ways, blank or wrong. The same seed gives the same studies.
 */
public final class PriorChoiceFigures {
  private static final int DRAWS = 20;
  private static final int PATIENTS = 5000;
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final Duration TEN_YEARS = Duration.ofDays(3650);

  private final List<ExamTable.Exam> exams = ExamTable.read();
  private final Random random = new Random(1998);

  /** Pairs of examinations, judged one by one. */
  record Pairs(int wantedTaken, int wanted, int unwantedLeft, int unwanted) {
    double sensitivity() {
      return (double) wantedTaken / wanted;
    }

    double specificity() {
      return (double) unwantedLeft / unwanted;
    }
  }

  /**
   * Patients with several earlier studies.
   *
   * @param hits where the newest wanted study is among those that are chosen
   * @param withWanted patients who have one
   * @param chosen how many studies are chosen in all
   * @param studies how many there are
   */
  record Histories(int hits, int withWanted, int chosen, int studies) {
    double hitRate() {
      return (double) hits / withWanted;
    }

    double fetched() {
      return (double) chosen / studies;
    }
  }

  /** Every ordered pair of examinations, each drawn several times. */
  Pairs pairs(Tags currentTags, Tags earlierTags) {
    int[] count = new int[4];
    for (ExamTable.Exam now : exams) {
      for (ExamTable.Exam then : exams) {
        for (int i = 0; i < DRAWS; i++) {
          PriorCandidate current = currentTags.study(now, exams, "1.1", date(0), random);
          PriorCandidate earlier = earlierTags.study(then, exams, "1.2", date(90), random);
          boolean taken = !chosen(current, List.of(earlier), 1).isEmpty();
          boolean wanted = now.wants(then);
          count[wanted ? 1 : 3]++;
          count[wanted ? 0 : 2] += taken == wanted ? 1 : 0;
        }
      }
    }
    return new Pairs(count[0], count[1], count[2], count[3]);
  }

  /**
   * Patients with up to 12 earlier studies of any kind, whose tags are as they are in the field.
   */
  Histories histories(int most, boolean ranked) {
    int hits = 0;
    int withWanted = 0;
    int fetched = 0;
    int studies = 0;
    for (int patient = 0; patient < PATIENTS; patient++) {
      ExamTable.Exam now = Tags.any(exams, random);
      PriorCandidate current = inTheField().study(now, exams, "1.0", date(0), random);
      List<PriorCandidate> earlier = new ArrayList<>();
      String newestWanted = "";
      int age = 1;
      int number = 1 + random.nextInt(12);
      for (int i = 0; i < number; i++) {
        age += 1 + random.nextInt(200);
        ExamTable.Exam then = random.nextInt(4) == 0 ? now : Tags.any(exams, random);
        String uid = "1." + (i + 1);
        earlier.add(inTheField().study(then, exams, uid, date(age), random));
        if (newestWanted.isEmpty() && now.wants(then)) {
          newestWanted = uid;
        }
      }
      List<String> taken =
          ranked
              ? chosen(current, earlier, most)
              : earlier.stream()
                  .sorted(Comparator.comparing(PriorCandidate::dateTime).reversed())
                  .limit(most)
                  .map(PriorCandidate::studyInstanceUid)
                  .toList();
      studies += earlier.size();
      fetched += taken.size();
      if (!newestWanted.isEmpty()) {
        withWanted++;
        hits += taken.contains(newestWanted) ? 1 : 0;
      }
    }
    return new Histories(hits, withWanted, fetched, studies);
  }

  /** Made up, not counted anywhere: in ten studies one lie, and three of which a tag is silent. */
  private Tags inTheField() {
    return switch (random.nextInt(20)) {
      case 0, 1 -> Tags.WRONG_BODY_PART;
      case 2, 3, 4, 5 -> Tags.NO_BODY_PART;
      case 6, 7 -> Tags.NO_DESCRIPTION;
      case 8 -> Tags.NOTHING;
      default -> Tags.RIGHT;
    };
  }

  private static List<String> chosen(
      PriorCandidate current, List<PriorCandidate> earlier, int most) {
    return PriorChooser.choose(current, earlier, new PriorLimits(most, TEN_YEARS)).priors().stream()
        .map(PriorCandidate::studyInstanceUid)
        .toList();
  }

  private static String date(int daysAgo) {
    return TODAY.minusDays(daysAgo).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** Prints the tables of BENCHMARKS.md. */
  public static void main(String[] args) {
    PriorChoiceFigures figures = new PriorChoiceFigures();
    System.out.println(
        "| tags of both studies | sensitivity | specificity | wanted pairs | others |");
    System.out.println("|---|---|---|---|---|");
    for (Tags tags : Tags.values()) {
      print(tags + "", figures.pairs(tags, tags));
    }
    print("RIGHT beside WRONG_BODY_PART", figures.pairs(Tags.RIGHT, Tags.WRONG_BODY_PART));
    System.out.println();
    System.out.println("| strategy | newest wanted prior is had | studies fetched |");
    System.out.println("|---|---|---|");
    for (int most : new int[] {1, 2}) {
      print("ranked, at most " + most, figures.histories(most, true));
    }
    for (int most : new int[] {1, 2, 4}) {
      print("last " + most + " of any kind", figures.histories(most, false));
    }
    if (Set.of(args).contains("missed")) {
      figures.printMissed();
    }
  }

  private static void print(String name, Pairs pairs) {
    System.out.printf(
        "| %s | %.3f | %.3f | %d | %d |%n",
        name, pairs.sensitivity(), pairs.specificity(), pairs.wanted, pairs.unwanted);
  }

  private static void print(String name, Histories histories) {
    System.out.printf("| %s | %.3f | %.3f |%n", name, histories.hitRate(), histories.fetched());
  }

  /** Which kinds of pairs are judged otherwise than wanted although all tags are right. */
  private void printMissed() {
    for (ExamTable.Exam now : exams) {
      for (ExamTable.Exam then : exams) {
        int wrong = 0;
        for (int i = 0; i < DRAWS; i++) {
          PriorCandidate current = Tags.RIGHT.study(now, exams, "1.1", date(0), random);
          PriorCandidate earlier = Tags.RIGHT.study(then, exams, "1.2", date(90), random);
          wrong += chosen(current, List.of(earlier), 1).isEmpty() == now.wants(then) ? 1 : 0;
        }
        if (wrong > 0) {
          System.out.println(now.name() + " after " + then.name() + ": " + wrong + " of " + DRAWS);
        }
      }
    }
  }
}
