package org.juxta.plugin.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.listener.AllowedPeer;

/**
 * Everything a site can set, checked and ready to use. {@code deploy/juxta.yaml} explains each key.
 *
 * @param aeTitle key {@code ae}: the application entity title that Juxta answers to and sends as
 * @param host key {@code host}: local address to listen on
 * @param port key {@code port}: TCP port to listen on, 0 for any free one
 * @param data key {@code data}: directory of everything that must survive a restart
 * @param archives key "archive": where every report goes, each AE title once
 * @param results key {@code results}: what a reading is sent as, the report always
 * @param model key {@code model}: {@code embedded}, a checkpoint directory, or a remote model's
 *     address
 * @param acceptedLicences key {@code accept-licence}: ids of the models' terms that the site
 *     accepts
 * @param quietPeriod key {@code quiet-period}: a study is complete this long after its last
 *     instance
 * @param allow key {@code allow}: who may send, empty for anybody
 * @param web key {@code web}: where the desk is served, null for nowhere
 * @param priors where priors are looked for, and how long they are waited for
 * @param delivery how hard delivery tries
 */
public record Settings(
    String aeTitle,
    String host,
    int port,
    Path data,
    List<ArchiveNode> archives,
    Set<ResultKind> results,
    String model,
    List<String> acceptedLicences,
    Duration quietPeriod,
    List<AllowedPeer> allow,
    @Nullable WebAddress web,
    PriorSettings priors,
    DeliverySettings delivery) {

  /** The model that is inside the jar. */
  public static final String EMBEDDED_MODEL = "embedded";

  public Settings {
    archives = List.copyOf(archives);
    results = Set.copyOf(results);
    acceptedLicences = List.copyOf(acceptedLicences);
    allow = List.copyOf(allow);
  }

  /**
   * Where priors are looked for, and how long they are waited for.
   *
   * @param archives key {@code prior-archive}: besides our own store
   * @param number key {@code prior-number}: so many of the best are tried to be had, one by one
   * @param lookBack key {@code prior-look-back}: none is older than this before the study
   * @param timeout key {@code prior-timeout}: looking and fetching takes no longer
   * @param attempts key {@code prior-attempts}: how often an archive is asked to send
   * @param patience key {@code prior-wait}: a complete study waits this long at most for a prior
   *     that is still arriving
   * @param late key {@code late-prior}: a prior that becomes complete up to this long after a study
   *     was read has it read again; 0 for never
   */
  public record PriorSettings(
      List<PriorArchive> archives,
      int number,
      Duration lookBack,
      Duration timeout,
      int attempts,
      Duration patience,
      Duration late) {
    public PriorSettings {
      archives = List.copyOf(archives);
    }
  }

  /**
   * How hard delivery tries.
   *
   * @param connectTimeout key {@code connect-timeout}: bound on connecting to an archive
   * @param responseTimeout key {@code response-timeout}: bound on waiting for each of its answers
   * @param retryFirst key {@code retry-first}: pause after the first failed attempt, doubled after
   *     each further one
   * @param retryLongest key {@code retry-longest}: the pause never grows beyond this
   * @param giveUpAfter key {@code give-up-after}: no attempt later than this after the first
   */
  public record DeliverySettings(
      Duration connectTimeout,
      Duration responseTimeout,
      Duration retryFirst,
      Duration retryLongest,
      Duration giveUpAfter) {}
}
