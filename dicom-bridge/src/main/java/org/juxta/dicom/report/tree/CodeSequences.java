package org.juxta.dicom.report.tree;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;

/** Code Sequence Macro (PS3.3 table 8.8-1), one item. */
final class CodeSequences {
  /** Code Value is an SH; what is longer goes to Long Code Value. */
  private static final int LONGEST_CODE_VALUE = 16;

  private CodeSequences() {}

  static void put(Attributes dataset, int tag, Code code) {
    Attributes item = new Attributes();
    boolean isLong = code.value().length() > LONGEST_CODE_VALUE;
    item.setString(
        isLong ? Tag.LongCodeValue : Tag.CodeValue, isLong ? VR.UC : VR.SH, code.value());
    item.setString(Tag.CodingSchemeDesignator, VR.SH, code.scheme());
    item.setString(Tag.CodeMeaning, VR.LO, code.meaning());
    dataset.newSequence(tag, 1).add(item);
  }

  /** The code of the first item; null when there is no item or no code value in it. */
  static @Nullable Code get(Attributes dataset, int tag) {
    Sequence sequence = dataset.getSequence(tag);
    if (sequence == null || sequence.isEmpty()) {
      return null;
    }
    Attributes item = sequence.get(0);
    String value =
        item.getString(
            Tag.CodeValue, item.getString(Tag.LongCodeValue, item.getString(Tag.URNCodeValue, "")));
    return value.isEmpty()
        ? null
        : new Code(
            value,
            item.getString(Tag.CodingSchemeDesignator, ""),
            item.getString(Tag.CodeMeaning, ""));
  }
}
