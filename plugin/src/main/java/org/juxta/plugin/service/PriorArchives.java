package org.juxta.plugin.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.FindDirectory;
import org.juxta.dicom.archive.GetFetch;
import org.juxta.dicom.archive.InstanceFetch;
import org.juxta.dicom.archive.MoveFetch;
import org.juxta.dicom.archive.StudyDirectory;
import org.juxta.dicom.archive.StudyFetch;
import org.juxta.dicom.archive.WebClient;
import org.juxta.dicom.archive.WebDirectory;
import org.juxta.dicom.archive.WebFetch;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.plugin.config.PriorArchive;
import org.juxta.plugin.config.Settings;

/** The ways to the archives that the site has named for priors. */
final class PriorArchives {
  /** Before an archive is asked again for what it did not send. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private PriorArchives() {}

  static List<StudyFetch> of(
      Settings settings, ArchiveClient client, WebClient web, ObjectStore store, Path data) {
    return settings.priors().archives().stream()
        .map(
            archive -> {
              StudyDirectory directory;
              InstanceFetch way;
              if (archive instanceof PriorArchive.Web one) {
                directory = new WebDirectory(web, one.archive());
                way = new WebFetch(web, one.archive(), store, data.resolve("fetching"));
              } else {
                PriorArchive.Dimse one = (PriorArchive.Dimse) archive;
                directory = new FindDirectory(client, one.node());
                way =
                    one.move()
                        ? new MoveFetch(client, one.node(), settings.aeTitle())
                        : new GetFetch(client, one.node(), store);
              }
              return new StudyFetch(directory, way, store, settings.priors().attempts(), PAUSE);
            })
        .toList();
  }
}
