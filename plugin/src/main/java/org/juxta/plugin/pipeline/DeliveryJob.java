package org.juxta.plugin.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.plugin.ledger.DeliveryRow;
import org.juxta.plugin.ledger.DeliveryState;
import org.juxta.plugin.ledger.ReportLedger;
import org.juxta.plugin.ledger.ReportRow;
import org.juxta.plugin.queue.Backoff;
import org.juxta.plugin.queue.Job;
import org.juxta.plugin.queue.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one report, and the presentation states drawn from it, to one archive.
 *
 * <p>An archive that does not answer is tried until {@code giveUpAfter}; one that refuses the
 * object itself, which would be the same object the next time, {@value #MOST_REFUSALS} times. When
 * the process ends between the archive's answer and the ledger's row, the report goes out again
 * under the same SOP Instance UID, which the archive already has.
 */
final class DeliveryJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryJob.class);
  private static final int MOST_REFUSALS = 5;

  private final ReportLedger reports;
  private final Path reportDirectory;
  private final List<ArchiveNode> archives;
  private final ArchiveSender sender;
  private final Backoff backoff;
  private final Duration giveUpAfter;
  private final Clock clock;

  DeliveryJob(
      ReportLedger reports,
      Path reportDirectory,
      List<ArchiveNode> archives,
      ArchiveSender sender,
      Backoff backoff,
      Duration giveUpAfter,
      Clock clock) {
    this.reports = reports;
    this.reportDirectory = reportDirectory;
    this.archives = List.copyOf(archives);
    this.sender = sender;
    this.backoff = backoff;
    this.giveUpAfter = giveUpAfter;
    this.clock = clock;
  }

  @Override
  public String name() {
    return JobNames.DELIVER;
  }

  @Override
  public Outcome run(String key) {
    DeliveryRow delivery = find(key);
    if (delivery.state() != DeliveryState.PENDING) {
      return new Outcome.Done("was settled before, " + delivery.state());
    }
    Optional<ArchiveNode> archive =
        archives.stream().filter(node -> node.aeTitle().equals(delivery.archive())).findFirst();
    if (archive.isEmpty()) {
      return failed(delivery, "archive " + delivery.archive() + " is not configured any more");
    }
    ReportRow report = reports.find(delivery.reportUid()).orElseThrow();
    Path file = reportDirectory.resolve(report.file());
    if (!Files.exists(file)) {
      // Made anew it would be another object under the same UID, which another archive may have.
      return givenUp(
          delivery, "its file " + file + " is gone; bring it back from a backup and restart");
    }
    SendOutcome outcome = sender.send(archive.get(), file);
    if (outcome instanceof SendOutcome.Delivered) {
      return presentations(delivery, archive.get());
    }
    return outcome instanceof SendOutcome.Refused refused
        ? refused(delivery, refused)
        : failed(delivery, ((SendOutcome.Unreachable) outcome).reason());
  }

  private Outcome refused(DeliveryRow delivery, SendOutcome.Refused refused) {
    if (refused.status() == SendOutcome.Refused.NOT_SENT) {
      return failed(delivery, "not sent: " + refused.comment());
    }
    String status = "refused with %04XH".formatted(refused.status());
    // An Error Comment is the archive's text and may name the patient.
    LOG.debug("job={} key={} {} {}", name(), delivery.key(), status, refused.comment());
    String what = (status + " " + refused.comment()).strip();
    if (isAboutTheObject(refused.status()) && delivery.attempts() + 1 >= MOST_REFUSALS) {
      return givenUp(delivery, status, what);
    }
    return failed(delivery, status, what);
  }

  /**
   * The archive has the report; that it takes no presentation states is noted and stops nothing,
   * that it does not answer any more has all of it sent again.
   */
  private Outcome presentations(DeliveryRow delivery, ArchiveNode archive) {
    StringBuilder what = new StringBuilder("stored");
    for (Path file : new ReportFiles(reportDirectory).presentations(delivery.reportUid())) {
      SendOutcome outcome = sender.send(archive, file);
      if (outcome instanceof SendOutcome.Unreachable unreachable) {
        return failed(delivery, "report stored; presentation state: " + unreachable.reason());
      }
      if (outcome instanceof SendOutcome.Refused refused) {
        String status = "refused with %04XH".formatted(refused.status());
        if (refused.isTransient()) {
          return failed(delivery, "report stored; presentation state: " + status);
        }
        what.append("; presentation state ").append(status);
      } else {
        what.append("; presentation state stored");
      }
    }
    reports.delivered(delivery, what.toString());
    return new Outcome.Done(what + " in " + delivery.archive());
  }

  /**
   * Statuses A9xx and Cxxx (PS3.4 table B.2-1): the object does not match, or is not understood.
   */
  private static boolean isAboutTheObject(int status) {
    return (status & 0xFF00) == 0xA900 || (status & 0xF000) == 0xC000;
  }

  private Outcome failed(DeliveryRow delivery, String what) {
    return failed(delivery, what, what);
  }

  /**
   * @param told what the log says
   * @param what what the ledger says
   */
  private Outcome failed(DeliveryRow delivery, String told, String what) {
    Instant next = clock.instant().plus(backoff.after(delivery.attempts() + 1));
    if (next.isAfter(delivery.createdAt().plus(giveUpAfter))) {
      return givenUp(delivery, told, what);
    }
    reports.tried(delivery, next, what);
    return new Outcome.Retry(next, told);
  }

  private Outcome givenUp(DeliveryRow delivery, String what) {
    return givenUp(delivery, what, what);
  }

  private Outcome givenUp(DeliveryRow delivery, String told, String what) {
    String end = "; given up after " + (delivery.attempts() + 1) + " attempts";
    reports.givenUp(delivery, what + end);
    LOG.warn("job={} key={} {}{}; a restart tries it once more", name(), delivery.key(), told, end);
    return new Outcome.Done("given up");
  }

  private DeliveryRow find(String key) {
    String reportUid = key.substring(0, key.indexOf('@'));
    return reports.deliveries(reportUid).stream()
        .filter(row -> row.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no delivery " + key));
  }

  @Override
  public void giveUp(String key, String reason) {
    reports.givenUp(find(key), reason);
  }
}
