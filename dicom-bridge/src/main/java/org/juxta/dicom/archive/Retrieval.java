package org.juxta.dicom.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.net.DimseRSP;

/** Requests to send instances, one after the other over one association. */
final class Retrieval {
  /** UIDs in one request; a list of them is what archives are least tested with. */
  private static final int MOST_UIDS = 64;

  private Retrieval() {}

  /** Sends one request. */
  interface Request {
    DimseRSP send(Attributes identifier) throws IOException, InterruptedException;
  }

  /** A request for each series that is wanted whole, and for the gaps of each other one. */
  static List<Attributes> identifiers(
      String study, List<ArchivedInstance> missing, Set<String> wholeSeries) {
    Map<String, List<String>> bySeries = new LinkedHashMap<>();
    for (ArchivedInstance one : missing) {
      bySeries
          .computeIfAbsent(one.seriesInstanceUid(), any -> new ArrayList<>())
          .add(one.sopInstanceUid());
    }
    List<Attributes> identifiers = new ArrayList<>();
    bySeries.forEach(
        (series, instances) -> {
          if (wholeSeries.contains(series)) {
            identifiers.add(StudyRoot.retrieve(study, series));
          } else {
            for (int i = 0; i < instances.size(); i += MOST_UIDS) {
              identifiers.add(
                  StudyRoot.retrieve(
                      study,
                      series,
                      instances.subList(i, Math.min(i + MOST_UIDS, instances.size()))));
            }
          }
        });
    return identifiers;
  }

  /** The first problem that any of them met, "" if none. */
  static String all(String operation, List<Attributes> identifiers, Request request)
      throws IOException, InterruptedException {
    String problem = "";
    for (Attributes identifier : identifiers) {
      DimseRSP response = request.send(identifier);
      while (response.next()) {
        // Pending responses count along; the last one says what came of it.
      }
      String one = RetrieveStatus.problem(operation, response.getCommand());
      problem = problem.isEmpty() ? one : problem;
    }
    return problem;
  }
}
