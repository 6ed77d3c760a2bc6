package org.juxta.plugin.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.juxta.plugin.config.SettingsException;
import org.juxta.plugin.config.WebAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desk's HTTP server. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /** Event streams hold one each, so there are more than the desk lets in. */
  private static final int THREADS = 100;

  private static final int SPARE_THREADS = 4;
  private static final long LARGEST_REQUEST = 64L << 10;

  private final WebAddress address;
  private final Desk desk;
  private final Javalin javalin;

  /**
   * @param desk what there is to answer
   */
  public WebServer(WebAddress address, Desk desk) {
    this.address = address;
    this.desk = desk;
    this.javalin = Javalin.create(config -> configure(config, address, desk.routes()));
  }

  private static void configure(JavalinConfig config, WebAddress address, List<Route> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.host = address.host();
    config.jetty.port = address.port();
    config.jetty.threadPool = new QueuedThreadPool(THREADS, SPARE_THREADS);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.http.maxRequestSize = LARGEST_REQUEST;
    config.http.prefer405over404 = true;
    config.routes.before(new RequestGuard());
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), route.handler());
    }
    config.routes.exception(
        ProblemException.class,
        (e, context) -> Answers.problem(context, e.status(), "refused", e.reason(), e.field()));
    config.routes.exception(
        HttpResponseException.class,
        (e, context) ->
            Answers.problem(context, e.getStatus(), "refused", nameOf(e.getStatus()), null));
    config.routes.exception(
        Exception.class,
        (e, context) -> {
          // The path holds UIDs at most; the message may quote a header of a patient's image.
          LOG.warn("desk: {} {} failed: {}", context.method(), context.path(), e.getClass());
          LOG.debug("desk: {} failed", context.path(), e);
          Answers.problem(context, 500, "failed", "it could not be answered; see the log", null);
        });
  }

  private static String nameOf(int status) {
    return switch (status) {
      case 404 -> "there is nothing at this address";
      case 405 -> "this address does not take this method";
      case 413 -> "the request is too large";
      default -> "it could not be answered";
    };
  }

  /**
   * Begins to answer.
   *
   * @throws SettingsException naming key {@code web} when the port cannot be had
   */
  public void start() {
    try {
      javalin.start();
      desk.start();
    } catch (JavalinBindException e) {
      throw new SettingsException(
          "web",
          address.port()
              + " on "
              + address.host()
              + " cannot be had; a port that is free and allowed, 0 for any free one, or off",
          e);
    }
    LOG.info(
        "The desk is open to everybody on this machine, without a password: http://{}:{}/",
        address.host(),
        javalin.port());
  }

  /** The port that is answered on. */
  public int port() {
    return javalin.port();
  }

  /** Ends the event streams, then stops. */
  @Override
  public void close() throws InterruptedException {
    desk.close();
    javalin.stop();
  }
}
