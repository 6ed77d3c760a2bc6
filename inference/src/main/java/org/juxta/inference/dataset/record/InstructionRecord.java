package org.juxta.inference.dataset.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * A conversation about one or more images, as Med-MIM's files have it.
 *
 * @param id name given by the maker of the file; not unique in published files
 * @param images paths relative to a folder that the file does not name, in the order in which the
 *     conversation counts them
 * @param conversation turns of user and assistant; the first begins with one {@link #PLACEHOLDER}
 *     for each image
 * @param source which collection or kind of question the record is of
 */
@JsonPropertyOrder({"id", "images", "conversation", "source"})
public record InstructionRecord(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) List<String> images,
    @JsonProperty(required = true) List<Turn> conversation,
    @JsonProperty(required = true) String source) {
  /** Stands in the text for an image. */
  public static final String PLACEHOLDER = "<image>";

  public InstructionRecord {
    images = List.copyOf(images);
    conversation = List.copyOf(conversation);
  }

  /** Who says something in a conversation. */
  public enum Role {
    @JsonProperty("user")
    USER,
    @JsonProperty("assistant")
    ASSISTANT
  }

  /** What one side says at once. */
  @JsonPropertyOrder({"role", "content"})
  public record Turn(
      @JsonProperty(required = true) Role role, @JsonProperty(required = true) String content) {}

  /** The first question, without the placeholders before it. */
  public String question() {
    return conversation.get(0).content().substring(images.size() * PLACEHOLDER.length());
  }

  /** The answer to {@link #question}. */
  public String answer() {
    return conversation.get(1).content();
  }
}
