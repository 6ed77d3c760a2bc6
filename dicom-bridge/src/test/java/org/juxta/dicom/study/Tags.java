package org.juxta.dicom.study;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** How well the tags of a study say what it is. */
enum Tags {
  /** Body Part Examined and Study Description are both right, in any of their spellings. */
  RIGHT,
  /** Body Part Examined is blank. */
  NO_BODY_PART,
  /** Study Description says nothing of the body. */
  NO_DESCRIPTION,
  /** Body Part Examined is blank, and the description is one of those not seen before. */
  NO_BODY_PART_UNSEEN,
  /** Body Part Examined is that of another examination; the description is right. */
  WRONG_BODY_PART,
  /** Neither says anything. */
  NOTHING;

  private static final List<String> EMPTY_WORDS =
      List.of("", "Room 3", "Kontrolle", "STAT", "X-RAY");

  /** A study as an archive answers of it. */
  PriorCandidate study(
      ExamTable.Exam exam, List<ExamTable.Exam> all, String uid, String date, Random random) {
    Attributes series = new Attributes();
    series.setString(Tag.Modality, VR.CS, exam.modality());
    String part =
        switch (this) {
          case RIGHT, NO_DESCRIPTION -> spelled(any(exam.bodyParts(), random), random);
          case NO_BODY_PART, NO_BODY_PART_UNSEEN, NOTHING -> "";
          case WRONG_BODY_PART -> any(other(exam, all, random).bodyParts(), random);
        };
    series.setString(Tag.BodyPartExamined, VR.CS, part);
    Attributes study = new Attributes();
    study.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    study.setString(Tag.StudyInstanceUID, VR.UI, uid);
    study.setString(Tag.PatientID, VR.LO, "P");
    study.setString(Tag.StudyDate, VR.DA, date);
    study.setString(
        Tag.StudyDescription,
        VR.LO,
        this == NO_DESCRIPTION || this == NOTHING
            ? any(EMPTY_WORDS, random)
            : any(this == NO_BODY_PART_UNSEEN ? exam.unseen() : exam.texts(), random));
    return PriorCandidate.answered(study, List.of(series), "PACS");
  }

  /** A modality of the same group sends the body part of whatever was preset. */
  private static ExamTable.Exam other(
      ExamTable.Exam exam, List<ExamTable.Exam> all, Random random) {
    List<ExamTable.Exam> others =
        all.stream()
            .filter(one -> !exam.wants(one) && one.modality().equals(exam.modality()))
            .toList();
    return any(others.isEmpty() ? List.of(exam) : others, random);
  }

  private static String spelled(String part, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> part.toLowerCase(Locale.ROOT);
      case 1 -> part + " ";
      default -> part;
    };
  }

  static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
