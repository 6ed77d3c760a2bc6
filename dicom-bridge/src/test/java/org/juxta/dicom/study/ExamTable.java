package org.juxta.dicom.study;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** exam-pairs.tsv: what examinations there are, and which belong side by side. */
final class ExamTable {

  /**
   * A kind of examination.
   *
   * @param bodyParts values of Body Part Examined (0018,0015)
   * @param texts Study Descriptions
   * @param unseen more of them, which the tables of the program were not extended by
   * @param wanted kinds whose earlier studies a radiologist wants beside it, itself among them
   */
  record Exam(
      String name,
      String modality,
      List<String> bodyParts,
      List<String> texts,
      List<String> unseen,
      Set<String> wanted) {
    boolean wants(Exam earlier) {
      return wanted.contains(earlier.name);
    }
  }

  private ExamTable() {}

  static List<Exam> read() {
    List<Exam> exams = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(ExamTable.class.getResourceAsStream("exam-pairs.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          exams.add(exam(line.split("\t")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exams;
  }

  private static Exam exam(String[] columns) {
    Set<String> wanted = new HashSet<>(Set.of(columns[0]));
    if (columns.length > 5) {
      wanted.addAll(Arrays.asList(columns[5].split(" ")));
    }
    return new Exam(
        columns[0],
        columns[1],
        List.of(columns[2].split("\\|")),
        List.of(columns[3].split("\\|")),
        List.of(columns[4].split("\\|")),
        wanted);
  }
}
