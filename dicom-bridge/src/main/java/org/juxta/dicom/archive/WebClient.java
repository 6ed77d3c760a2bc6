package org.juxta.dicom.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP as DICOMweb needs it. The JDK's client bounds the wait for an answer's head only; here the
 * body is bounded too, in time. Redirections are not followed: they would carry questions about
 * patients to where nobody has sent them.
 */
public final class WebClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebClient.class);

  private final HttpClient http;
  private final Duration answer;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "dicomweb-timeouts");
            thread.setDaemon(true);
            return thread;
          });

  public WebClient(Timeouts timeouts) {
    this.answer = timeouts.response();
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(timeouts.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /**
   * An answer.
   *
   * @param status 2xx
   * @param contentType "" if none is stated
   * @param body to be closed; reading it fails once the deadline has passed
   */
  record Answer(int status, String contentType, InputStream body) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /**
   * GET.
   *
   * @param path behind the base of the services, encoded
   * @throws IOException when there is no answer of status 2xx; the message says why
   */
  Answer get(WebArchive archive, String path, String accept, Deadline deadline)
      throws IOException, InterruptedException {
    Duration remaining = deadline.remaining();
    if (remaining.isZero()) {
      throw new IOException("the time for it is over");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(archive.base() + path))
            .timeout(remaining.compareTo(answer) < 0 ? remaining : answer)
            .header("Accept", accept);
    if (!archive.authorization().isEmpty()) {
      request.header("Authorization", archive.authorization());
    }
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 != 2) {
      response.body().close();
      throw new IOException("answers HTTP status " + response.statusCode());
    }
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        new TimedBody(response.body(), deadline));
  }

  /** Closes the connection under a reader at the deadline. */
  private final class TimedBody extends FilterInputStream {
    private final Deadline deadline;
    private final ScheduledFuture<?> end;

    TimedBody(InputStream body, Deadline deadline) {
      super(body);
      this.deadline = deadline;
      this.end =
          timer.schedule(this::cut, deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    private void cut() {
      try {
        in.close();
      } catch (IOException e) {
        log.debug("Closing an answer that takes too long: {}", e.toString());
      }
    }

    @Override
    public int read() throws IOException {
      return inTime(super.read());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return inTime(super.read(into, offset, length));
      } catch (IOException e) {
        throw deadline.hasPassed() ? new IOException("does not send in time", e) : e;
      }
    }

    /** A body that was cut looks like one that has ended. */
    private int inTime(int read) throws IOException {
      if (deadline.hasPassed()) {
        throw new IOException("does not send in time");
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      end.cancel(false);
      super.close();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
