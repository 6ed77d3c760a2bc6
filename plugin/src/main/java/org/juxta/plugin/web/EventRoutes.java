package org.juxta.plugin.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.juxta.plugin.worklist.WorklistFeed;

/**
 * Tells those who watch that the worklist has changed (server-sent events). An event holds no more
 * than a number: what has changed is asked for like everything else.
 */
final class EventRoutes {
  /** Browsers that may watch at once; each holds a thread of the server. */
  static final int MOST_WATCHERS = 60;

  /** Shorter than what proxies and the server itself cut off for silence. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final WorklistFeed feed;
  private final Semaphore watchers = new Semaphore(MOST_WATCHERS);

  EventRoutes(WorklistFeed feed) {
    this.feed = feed;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/v1/events", this::watch));
  }

  private void watch(Context context) throws InterruptedException {
    if (!watchers.tryAcquire()) {
      throw new ProblemException(503, "events", MOST_WATCHERS + " are watching already");
    }
    try {
      context.res().setContentType("text/event-stream;charset=utf-8");
      OutputStream out = context.res().getOutputStream();
      long seen = feed.version();
      send(out, "retry: 2000\nevent: worklist\ndata: " + seen + "\n\n");
      while (!feed.isClosed()) {
        long now = feed.awaitAfter(seen, HEARTBEAT);
        send(out, now == seen ? ":\n\n" : "event: worklist\ndata: " + now + "\n\n");
        seen = now;
      }
    } catch (IOException e) {
      // The browser is gone, which is how watching ends.
    } finally {
      watchers.release();
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
