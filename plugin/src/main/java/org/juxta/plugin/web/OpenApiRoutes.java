package org.juxta.plugin.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The document that describes the interface; a test compares it with what is answered. */
final class OpenApiRoutes {
  private OpenApiRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/openapi.json",
            context -> context.contentType("application/json").result(document())));
  }

  private static byte[] document() {
    try (InputStream in =
        Objects.requireNonNull(OpenApiRoutes.class.getResourceAsStream("openapi.json"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
