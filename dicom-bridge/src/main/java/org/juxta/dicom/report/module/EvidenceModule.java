package org.juxta.dicom.report.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.juxta.dicom.report.content.DocumentReference;

/**
 * References by study and series (Hierarchical SOP Instance Reference Macro, PS3.3 C.17.2.1): what
 * a report used, and what it replaces.
 */
public final class EvidenceModule {
  private EvidenceModule() {}

  /** Writes references, each once, grouped by study and series in the order of first mention. */
  public static void write(Attributes document, int tag, List<DocumentReference> references) {
    Map<String, Map<String, Map<String, String>>> studies = new LinkedHashMap<>();
    for (DocumentReference reference : references) {
      studies
          .computeIfAbsent(reference.studyInstanceUid(), uid -> new LinkedHashMap<>())
          .computeIfAbsent(reference.seriesInstanceUid(), uid -> new LinkedHashMap<>())
          .put(reference.sopInstanceUid(), reference.sopClassUid());
    }
    if (studies.isEmpty()) {
      return;
    }
    Sequence sequence = document.newSequence(tag, studies.size());
    studies.forEach((uid, series) -> sequence.add(study(uid, series)));
  }

  /** Reads what {@link #write} writes; items without the UIDs they must have are left out. */
  public static List<DocumentReference> read(Attributes document, int tag) {
    List<DocumentReference> references = new ArrayList<>();
    for (Attributes study : items(document, tag)) {
      for (Attributes series : items(study, Tag.ReferencedSeriesSequence)) {
        for (Attributes instance : items(series, Tag.ReferencedSOPSequence)) {
          String uid = instance.getString(Tag.ReferencedSOPInstanceUID, "");
          if (!uid.isEmpty()) {
            references.add(
                new DocumentReference(
                    instance.getString(Tag.ReferencedSOPClassUID, ""),
                    uid,
                    series.getString(Tag.SeriesInstanceUID, ""),
                    study.getString(Tag.StudyInstanceUID, "")));
          }
        }
      }
    }
    return references;
  }

  private static Attributes study(String uid, Map<String, Map<String, String>> series) {
    Attributes study = new Attributes();
    Sequence sequence = study.newSequence(Tag.ReferencedSeriesSequence, series.size());
    series.forEach((seriesUid, instances) -> sequence.add(series(seriesUid, instances)));
    study.setString(Tag.StudyInstanceUID, VR.UI, uid);
    return study;
  }

  private static Attributes series(String uid, Map<String, String> instances) {
    Attributes series = new Attributes();
    Sequence sequence = series.newSequence(Tag.ReferencedSOPSequence, instances.size());
    instances.forEach(
        (instanceUid, classUid) -> {
          Attributes instance = new Attributes();
          instance.setString(Tag.ReferencedSOPClassUID, VR.UI, classUid);
          instance.setString(Tag.ReferencedSOPInstanceUID, VR.UI, instanceUid);
          sequence.add(instance);
        });
    series.setString(Tag.SeriesInstanceUID, VR.UI, uid);
    return series;
  }

  private static List<Attributes> items(Attributes dataset, int tag) {
    Sequence sequence = dataset.getSequence(tag);
    return sequence == null ? List.of() : sequence;
  }
}
