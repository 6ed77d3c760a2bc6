package org.juxta.plugin.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * Every candidate for a study's prior, in the form that the ledger keeps.
 *
 * @param reason of the choice, in one sentence
 * @param asked who was asked and what they said
 * @param candidates the best first, then those that were refused
 */
public record PriorRanking(String reason, List<Asked> asked, List<Candidate> candidates) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public PriorRanking {
    asked = List.copyOf(asked);
    candidates = List.copyOf(candidates);
  }

  /**
   * An archive, or our own store.
   *
   * @param answer how many studies it has of the patient, or why it has not answered
   */
  public record Asked(String name, String answer) {}

  /**
   * A study.
   *
   * @param date of the study, "" if none is known
   * @param modalities of its images, parted by blanks
   * @param bodyPart that they show, "" if it is not known
   * @param where it is
   * @param eligible whether it can be compared at all
   * @param reason where it stands, or why it was refused
   */
  public record Candidate(
      String studyUid,
      String date,
      String modalities,
      String bodyPart,
      String where,
      boolean eligible,
      String reason) {}

  public String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ranking that JSON cannot hold", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when the text is no ranking
   */
  public static PriorRanking ofJson(String json) {
    try {
      return MAPPER.readValue(json, PriorRanking.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a ranking: " + e.getOriginalMessage(), e);
    }
  }
}
