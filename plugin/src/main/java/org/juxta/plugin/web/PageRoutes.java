package org.juxta.plugin.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The page itself: plain ES modules and style sheets out of the jar. */
final class PageRoutes {
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

  /** Every file there is; a path that is none of them is nowhere looked up. */
  static final List<String> ASSETS =
      List.of(
          "desk.css",
          "desk.js",
          "api.js",
          "dom.js",
          "worklist/worklist.js",
          "worklist/worklist.css",
          "comparison/comparison.js",
          "comparison/comparison.css",
          "comparison/findings.js",
          "comparison/viewport.js");

  private PageRoutes() {}

  static List<Route> routes() {
    Stream<Route> views =
        Stream.of("/", "/studies/{studyInstanceUid}")
            .map(path -> Route.get(path, context -> send(context, "desk.html")));
    Stream<Route> assets =
        ASSETS.stream().map(asset -> Route.get("/desk/" + asset, context -> send(context, asset)));
    return Stream.concat(views, assets).toList();
  }

  private static void send(Context context, String asset) {
    String type = TYPES.get(asset.substring(asset.lastIndexOf('.') + 1));
    context.contentType(type + "; charset=utf-8").result(read(asset));
  }

  private static byte[] read(String asset) {
    try (InputStream in = PageRoutes.class.getResourceAsStream("page/" + asset)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks page/" + asset);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
