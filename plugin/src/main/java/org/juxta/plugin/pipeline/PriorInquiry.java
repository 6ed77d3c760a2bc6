package org.juxta.plugin.pipeline;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.archive.Deadline;
import org.juxta.dicom.archive.DirectoryAnswer;
import org.juxta.dicom.archive.StudyFetch;
import org.juxta.dicom.archive.StudyFetchOutcome;
import org.juxta.dicom.archive.StudyQuery;
import org.juxta.dicom.study.PriorCandidate;
import org.juxta.dicom.study.PriorChoice;
import org.juxta.dicom.study.PriorChooser;
import org.juxta.dicom.study.PriorLimits;
import org.juxta.dicom.study.RankedCandidate;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.plugin.config.Settings;
import org.juxta.plugin.ledger.FetchedInstances;
import org.juxta.plugin.ledger.PriorOutcome;
import org.juxta.plugin.ledger.PriorRanking;
import org.juxta.plugin.ledger.PriorRanking.Asked;
import org.juxta.plugin.ledger.PriorRanking.Candidate;
import org.juxta.plugin.ledger.PriorSearchRow;

/**
 * Looks for a study's prior in our own store and in every archive, ranks all candidates by one
 * rule, and has the best one sent that can be had, all within a bounded time.
 */
final class PriorInquiry {
  private static final String OWN_STORE = "our own store";

  private final PriorSearch held;
  private final List<StudyFetch> archives;
  private final FetchedInstances fetched;
  private final Settings.PriorSettings settings;

  PriorInquiry(
      PriorSearch held,
      List<StudyFetch> archives,
      FetchedInstances fetched,
      Settings.PriorSettings settings) {
    this.held = held;
    this.archives = List.copyOf(archives);
    this.fetched = fetched;
    this.settings = settings;
  }

  /** What archives answered. */
  private static final class Answers {
    private final List<Asked> asked = new ArrayList<>();
    private final List<String> silent = new ArrayList<>();
    private final Map<String, PriorCandidate> candidates = new LinkedHashMap<>();
    private final Map<String, StudyFetch> sources = new LinkedHashMap<>();
  }

  /** Searches once; what it comes to is to be recorded for the round. */
  PriorSearchRow search(StudyDetails study, int round) {
    Deadline deadline = Deadline.in(settings.timeout());
    Answers answers = ask(study, deadline);
    List<PriorCandidate> own = held.candidates(study);
    answers.asked.add(0, new Asked(OWN_STORE, count(own.size())));
    // Headers that we hold say more than an archive's answer.
    own.forEach(one -> answers.candidates.put(one.studyInstanceUid(), one));
    PriorChoice choice =
        PriorChooser.choose(study, List.copyOf(answers.candidates.values()), limits());
    List<String> problems = new ArrayList<>(answers.silent);
    for (PriorCandidate candidate : choice.priors()) {
      PriorSearchRow row = tryToHave(study, round, candidate, answers, choice, problems, deadline);
      if (row != null) {
        return row;
      }
    }
    PriorOutcome outcome = problems.isEmpty() ? PriorOutcome.NONE : PriorOutcome.NOT_FETCHED;
    return row(study, round, outcome, null, String.join("; ", problems), answers, choice);
  }

  private PriorLimits limits() {
    return new PriorLimits(settings.number(), settings.lookBack());
  }

  private Answers ask(StudyDetails study, Deadline deadline) {
    Answers answers = new Answers();
    LocalDateTime dateTime = study.dateTime();
    if (dateTime == null || study.patientId().isEmpty()) {
      // Nothing can be its prior, whoever has it; the choice says so.
      return answers;
    }
    LocalDate to = dateTime.toLocalDate();
    StudyQuery query =
        new StudyQuery(
            study.patientId(),
            study.issuerOfPatientId(),
            to.minusDays(settings.lookBack().toDays()),
            to);
    for (StudyFetch archive : archives) {
      String name = archive.directory().name();
      DirectoryAnswer<PriorCandidate> answer = archive.directory().studies(query, deadline);
      if (answer instanceof DirectoryAnswer.NotAnswered<PriorCandidate> none) {
        answers.asked.add(new Asked(name, "no answer: " + none.reason()));
        answers.silent.add(name + " could not be asked: " + none.reason());
      } else if (answer instanceof DirectoryAnswer.Found<PriorCandidate> found) {
        String more = found.cutOff() ? ", and more that were not looked at" : "";
        answers.asked.add(new Asked(name, count(found.matches().size()) + more));
        found
            .matches()
            .forEach(
                one -> {
                  answers.candidates.putIfAbsent(one.studyInstanceUid(), one);
                  answers.sources.putIfAbsent(one.studyInstanceUid(), archive);
                });
      }
    }
    return answers;
  }

  /** Null, with the reason among the problems, when it cannot be had. */
  private @Nullable PriorSearchRow tryToHave(
      StudyDetails study,
      int round,
      PriorCandidate candidate,
      Answers answers,
      PriorChoice choice,
      List<String> problems,
      Deadline deadline) {
    String uid = candidate.studyInstanceUid();
    StudyFetch source = answers.sources.get(uid);
    if (source == null) {
      return row(
          study, round, PriorOutcome.HELD, uid, String.join("; ", problems), answers, choice);
    }
    String name = source.directory().name();
    StudyFetchOutcome outcome =
        source.fetch(
            uid,
            modality -> PriorChooser.comparable(study, modality),
            deadline,
            sops -> fetched.ask(uid, name, study.studyInstanceUid(), sops));
    String refusal = refusal(study, uid);
    if (outcome instanceof StudyFetchOutcome.Fetched && refusal.isEmpty()) {
      problems.add(0, "fetched from " + name);
      return row(
          study, round, PriorOutcome.FETCHED, uid, String.join("; ", problems), answers, choice);
    }
    if (outcome instanceof StudyFetchOutcome.Incomplete part) {
      problems.add(
          "%s has sent %d of %d images of the study of %s: %s"
              .formatted(
                  name, part.held(), part.held() + part.missing(), date(candidate), part.reason()));
    } else if (outcome instanceof StudyFetchOutcome.NotListed none) {
      problems.add(
          "the study of %s could not be fetched from %s: %s"
              .formatted(date(candidate), name, none.reason()));
    }
    if (refusal.isEmpty()) {
      PriorOutcome some =
          outcome instanceof StudyFetchOutcome.Incomplete
              ? PriorOutcome.FETCHED
              : PriorOutcome.HELD;
      return row(study, round, some, uid, String.join("; ", problems), answers, choice);
    }
    if (outcome instanceof StudyFetchOutcome.Fetched || outcome instanceof StudyFetchOutcome.Held) {
      problems.add(
          "the study of %s was fetched from %s and is refused: %s"
              .formatted(date(candidate), name, refusal));
    }
    return null;
  }

  /** Why what we hold of a study cannot be the prior, "" when it can: now its headers count. */
  private String refusal(StudyDetails study, String uid) {
    PriorCandidate now = held.candidate(uid);
    if (now == null) {
      return "nothing of it is here";
    }
    PriorChoice choice = PriorChooser.choose(study, List.of(now), limits());
    return choice.prior() == null ? choice.ranking().get(0).reason() : "";
  }

  private static PriorSearchRow row(
      StudyDetails study,
      int round,
      PriorOutcome outcome,
      @Nullable String prior,
      String note,
      Answers answers,
      PriorChoice choice) {
    List<Candidate> candidates = new ArrayList<>();
    for (RankedCandidate ranked : choice.ranking()) {
      PriorCandidate one = ranked.study();
      StudyFetch source = answers.sources.get(one.studyInstanceUid());
      String alsoThere =
          one.source().isEmpty() && source != null ? ", " + source.directory().name() : "";
      candidates.add(
          new Candidate(
              one.studyInstanceUid(),
              date(one),
              String.join(" ", new TreeSet<>(one.imageModalities())),
              one.bodyPart(),
              one.where() + alsoThere,
              ranked.eligible(),
              ranked.reason()));
    }
    return new PriorSearchRow(
        study.studyInstanceUid(),
        round,
        outcome,
        prior,
        note,
        new PriorRanking(choice.reason(), answers.asked, candidates));
  }

  private static String date(PriorCandidate candidate) {
    LocalDateTime dateTime = candidate.dateTime();
    return dateTime == null ? "" : dateTime.toLocalDate().toString();
  }

  private static String count(int studies) {
    return studies + (studies == 1 ? " study" : " studies");
  }
}
