package org.juxta.dicom.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.juxta.dicom.objects.IncomingObject;
import org.juxta.dicom.objects.ObjectOrigin;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.Part10File;

/**
 * Fetches by WADO-RS (PS3.18 10.4) in whatever transfer syntax the archive keeps. A part is written
 * to a file until its File Meta Information is known, and goes into the store from there.
 */
public final class WebFetch implements InstanceFetch {
  private static final String ACCEPT =
      "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

  /** What the sender of such objects is called in the store, which knows AE titles. */
  private static final String SENDER = "WADO-RS";

  /** Longest object: dcm4che counts its bytes in an int. */
  private static final long LONGEST_OBJECT = Integer.MAX_VALUE;

  private final WebClient client;
  private final WebArchive archive;
  private final ObjectStore store;
  private final Path directory;

  /**
   * @param store where what comes is kept
   * @param directory for files on their way into it, created if need be
   */
  public WebFetch(WebClient client, WebArchive archive, ObjectStore store, Path directory) {
    this.client = client;
    this.archive = archive;
    this.store = store;
    this.directory = directory;
  }

  @Override
  public String fetch(
      String studyInstanceUid,
      List<ArchivedInstance> missing,
      Set<String> wholeSeries,
      Deadline deadline) {
    Set<String> wanted =
        missing.stream().map(ArchivedInstance::sopInstanceUid).collect(Collectors.toSet());
    String problem = "";
    for (String path : paths(studyInstanceUid, missing, wholeSeries)) {
      try {
        retrieve(path, wanted, deadline);
      } catch (IOException | RuntimeException e) {
        problem = problem.isEmpty() ? StoreBatch.reason(e) : problem;
        if (deadline.hasPassed()) {
          return "does not send in time";
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }
    return problem;
  }

  private static List<String> paths(
      String study, List<ArchivedInstance> missing, Set<String> wholeSeries) {
    List<String> paths = new ArrayList<>();
    Set<String> series = new HashSet<>();
    for (ArchivedInstance one : missing) {
      String path = "/studies/" + study + "/series/" + one.seriesInstanceUid();
      if (!wholeSeries.contains(one.seriesInstanceUid())) {
        paths.add(path + "/instances/" + one.sopInstanceUid());
      } else if (series.add(one.seriesInstanceUid())) {
        paths.add(path);
      }
    }
    return paths;
  }

  private void retrieve(String path, Set<String> wanted, Deadline deadline)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    try (WebClient.Answer answer = client.get(archive, path, ACCEPT, deadline)) {
      MultipartBody parts = new MultipartBody(answer.contentType(), answer.body());
      while (parts.next()) {
        Path file = Files.createTempFile(directory, "part", ".dcm");
        try {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            parts.copyTo(out, LONGEST_OBJECT);
          }
          keep(Part10File.read(file), wanted);
        } finally {
          Files.delete(file);
        }
      }
    }
  }

  private void keep(Part10File file, Set<String> wanted) throws IOException {
    if (!wanted.contains(file.sopInstanceUid())) {
      return;
    }
    ObjectOrigin origin =
        new ObjectOrigin(
            file.sopClassUid(), file.sopInstanceUid(), file.transferSyntaxUid(), SENDER);
    try (IncomingObject incoming = store.begin(origin);
        InputStream dataset = file.openDataset()) {
      dataset.transferTo(incoming);
      incoming.commit();
    }
  }
}
