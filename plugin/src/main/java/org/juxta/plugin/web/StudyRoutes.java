package org.juxta.plugin.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.worklist.WorklistFilter;
import org.juxta.plugin.worklist.WorklistTable;

/** The worklist, and one study with everything that is known of it. */
final class StudyRoutes {
  private static final int DEFAULT_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 200;
  private static final int LONGEST_TEXT = 64;

  private final WorklistTable worklist;
  private final StudyView view;

  /** A search; its text may be a name, so it comes in a body and in no URL. */
  private record Search(
      @JsonProperty("text") @Nullable String text,
      @JsonProperty("state") @Nullable String state,
      @JsonProperty("modality") @Nullable String modality,
      @JsonProperty("cursor") @Nullable String cursor,
      @JsonProperty("limit") @Nullable String limit) {}

  StudyRoutes(WorklistTable worklist, StudyView view) {
    this.worklist = worklist;
    this.view = view;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/studies", context -> page(context, ofQuery(context))),
        Route.post("/api/v1/studies/search", context -> page(context, ofBody(context))),
        Route.get(
            "/api/v1/studies/{studyInstanceUid}",
            context -> Answers.json(context, view.of(Uids.of(context, "studyInstanceUid")))));
  }

  private static Search ofQuery(Context context) {
    return new Search(
        null,
        context.queryParam("state"),
        context.queryParam("modality"),
        context.queryParam("cursor"),
        context.queryParam("limit"));
  }

  private static Search ofBody(Context context) {
    try {
      return Answers.MAPPER.readValue(context.body(), Search.class);
    } catch (JsonProcessingException e) {
      throw ProblemException.badRequest(
          "body", "is not an object of text, state, modality, cursor and limit");
    }
  }

  private void page(Context context, Search search) {
    try {
      Answers.json(context, worklist.page(filter(search)));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("cursor", String.valueOf(e.getMessage()));
    }
  }

  private static WorklistFilter filter(Search search) {
    String text = given(search.text());
    if (text != null && text.length() > LONGEST_TEXT) {
      throw ProblemException.badRequest("text", "is longer than " + LONGEST_TEXT + " characters");
    }
    return new WorklistFilter(
        text,
        state(given(search.state())),
        given(search.modality()),
        given(search.cursor()),
        limit(given(search.limit())));
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static @Nullable String state(@Nullable String state) {
    List<String> known = Arrays.stream(StudyState.values()).map(Enum::name).toList();
    if (state != null && !known.contains(state)) {
      throw ProblemException.badRequest("state", "is none of " + String.join(", ", known));
    }
    return state;
  }

  private static int limit(@Nullable String limit) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= HIGHEST_LIMIT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the same answer for a word and for a number out of range
    }
    throw ProblemException.badRequest("limit", "is not a number from 1 to " + HIGHEST_LIMIT);
  }
}
