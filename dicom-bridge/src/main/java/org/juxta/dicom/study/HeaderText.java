package org.juxta.dicom.study;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;

/** Text of headers that were written by anybody. */
final class HeaderText {
  private HeaderText() {}

  /** The first value without blanks around it, "" if there is none or it cannot be decoded. */
  static String of(Attributes attributes, int tag) {
    try {
      String value = attributes.getString(tag);
      return value == null ? "" : value.strip();
    } catch (RuntimeException e) {
      // Some multi-byte character sets make the library's decoder overflow; what it cannot decode
      // must not keep the rest of the study from being read.
      return "";
    }
  }

  /** All values of an attribute, none if it is absent or cannot be decoded. */
  static List<String> all(Attributes attributes, int tag) {
    try {
      String[] values = attributes.getStrings(tag);
      return values == null
          ? List.of()
          : Arrays.stream(values).map(value -> value == null ? "" : value.strip()).toList();
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  /** The first value as a whole number, else what is given for that case. */
  static int number(Attributes attributes, int tag, int otherwise) {
    try {
      return attributes.getInt(tag, otherwise);
    } catch (RuntimeException e) {
      return otherwise;
    }
  }

  /** First item of a code sequence, null if there is none. */
  static @Nullable CodedConcept code(Attributes attributes, int sequence) {
    Attributes item = attributes.getNestedDataset(sequence);
    if (item == null) {
      return null;
    }
    return new CodedConcept(
        of(item, Tag.CodeValue), of(item, Tag.CodingSchemeDesignator), of(item, Tag.CodeMeaning));
  }

  /** In capitals, without accents, and without anything that is no letter or digit. */
  static String compact(String text) {
    return plain(text).replaceAll("[^A-Z0-9]", "");
  }

  /** Its words in capitals without accents and dots, so that "p.a." is the word PA. */
  static List<String> words(String text) {
    return Arrays.stream(plain(text).replace(".", "").split("[^A-Z0-9]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT);
  }
}
