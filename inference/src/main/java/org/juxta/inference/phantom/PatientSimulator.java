package org.juxta.inference.phantom;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.juxta.inference.reading.FindingType;

/** Makes up patients: everything about one follows from the seed. */
public final class PatientSimulator {
  private static final List<String> FAMILY_NAMES =
      List.of(
          "Ashgrove",
          "Birkholm",
          "Calderone",
          "Dunmarsh",
          "Eastwyck",
          "Fennimoor",
          "Greyfield",
          "Hollowell",
          "Ivarsund",
          "Juniperus",
          "Kestrelli",
          "Larchmont",
          "Marrowby",
          "Nightwell",
          "Oakhaven",
          "Pinewater",
          "Quillfeather",
          "Rushbrooke",
          "Saltmere",
          "Thornbury",
          "Umberlyn",
          "Valewright",
          "Willowsby",
          "Yarrowdale",
          "Zephyrine");
  private static final List<String> FEMALE_NAMES =
      List.of(
          "Alba",
          "Brisa",
          "Clementine",
          "Delphine",
          "Elowen",
          "Fern",
          "Ginevra",
          "Hazel",
          "Isolde",
          "Juno",
          "Linnea",
          "Marigold",
          "Odette",
          "Rosalind",
          "Saoirse",
          "Tamsin");
  private static final List<String> MALE_NAMES =
      List.of(
          "Alder",
          "Barnaby",
          "Caspian",
          "Dorian",
          "Emeric",
          "Florian",
          "Gideon",
          "Hawthorn",
          "Ignatius",
          "Jasper",
          "Lysander",
          "Magnus",
          "Orlando",
          "Peregrine",
          "Silvan",
          "Tobias");

  /** Earliest day of a current study. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 2);

  private static final int STUDY_DAYS = 730;
  private static final int SHORTEST_INTERVAL = 14;
  private static final int LONGEST_INTERVAL = 400;

  /** The patient of this seed; any long will do. */
  public SimulatedPatient simulate(long seed) {
    RandomStream random = RandomStream.of(seed, "identity");
    Sex sex = random.chance(0.5) ? Sex.FEMALE : Sex.MALE;
    List<String> givenNames = sex == Sex.FEMALE ? FEMALE_NAMES : MALE_NAMES;
    PersonName name =
        new PersonName(
            FAMILY_NAMES.get(random.below(FAMILY_NAMES.size())),
            givenNames.get(random.below(givenNames.size())));
    LocalDate currentDay = FIRST_DAY.plusDays(random.below(STUDY_DAYS));
    LocalDate priorDay =
        currentDay.minusDays(
            SHORTEST_INTERVAL + random.below(LONGEST_INTERVAL - SHORTEST_INTERVAL + 1));
    int age = (int) random.between(22, 88);
    LocalDate birthDate = currentDay.minusYears(age).minusDays(random.below(365));
    SimulatedStudy prior = new SimulatedStudy(atOfficeHours(priorDay, random), accession(seed, 1));
    SimulatedStudy current =
        new SimulatedStudy(atOfficeHours(currentDay, random), accession(seed, 2));
    Map<FindingType, FindingHistory> unplaced = HistoryDraw.draw(seed);
    SimulatedPatient draft =
        new SimulatedPatient(seed, id(seed), name, sex, birthDate, prior, current, unplaced);
    Map<FindingType, FindingHistory> placed = new EnumMap<>(LesionPlacement.place(draft));
    return new SimulatedPatient(seed, id(seed), name, sex, birthDate, prior, current, placed);
  }

  private static LocalDateTime atOfficeHours(LocalDate day, RandomStream random) {
    return day.atTime(7 + random.below(12), random.below(60), random.below(60));
  }

  /** Negative seeds get an M for minus, so that no two seeds share an ID. */
  private static String id(long seed) {
    return String.format(Locale.ROOT, "PHANTOM-%s", number(seed));
  }

  /** Within the 16 characters of an SH value for seeds of up to 12 digits. */
  private static String accession(long seed, int study) {
    return String.format(Locale.ROOT, "P%s-%d", number(seed), study);
  }

  private static String number(long seed) {
    return String.format(Locale.ROOT, "%06d", seed).replace('-', 'M');
  }
}
