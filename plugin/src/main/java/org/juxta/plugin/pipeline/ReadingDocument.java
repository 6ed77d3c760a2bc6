package org.juxta.plugin.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.reading.Finding;

/**
 * What was read of a study in one round, in the form that the ledger keeps.
 *
 * @param model who answered, or was to answer
 * @param images every image that the protocol is for, read or failed, in the study's order
 * @param unreadable objects of the study whose header cannot be read: nobody knows what they are
 */
record ReadingDocument(
    ModelIdentity model, List<ImageReading> images, @Nullable List<NotRead> unreadable) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  ReadingDocument {
    images = List.copyOf(images);
    // Readings of earlier versions do not say.
    unreadable = unreadable == null ? List.of() : List.copyOf(unreadable);
  }

  /**
   * Something that should have been read and was not.
   *
   * @param reason why
   */
  record NotRead(String sopInstanceUid, String reason) {
    @Override
    public String toString() {
      return sopInstanceUid + ": " + reason;
    }
  }

  /**
   * One image against its prior, or alone.
   *
   * @param sopInstanceUid the image of the current study
   * @param priorSopInstanceUid the image it was compared with, null for none
   * @param pairing why that one, or why none
   * @param findings what the model answered, boxes in pixels of the current frame; empty when it
   *     failed
   * @param failure why the image could not be read, null when it was
   */
  record ImageReading(
      String sopInstanceUid,
      @Nullable String priorSopInstanceUid,
      String pairing,
      List<Finding> findings,
      @Nullable String failure) {
    ImageReading {
      findings = List.copyOf(findings);
    }
  }

  /** How many images were read. */
  int read() {
    return (int) images.stream().filter(image -> image.failure() == null).count();
  }

  /** Everything that should have been read and was not. */
  List<NotRead> notRead() {
    List<NotRead> notRead = new ArrayList<>();
    for (ImageReading image : images) {
      if (image.failure() != null) {
        notRead.add(new NotRead(image.sopInstanceUid(), image.failure()));
      }
    }
    notRead.addAll(Objects.requireNonNull(unreadable));
    return notRead;
  }

  /** On one line: how many images were read, and for each other one why not. */
  String outcome() {
    List<NotRead> notRead = notRead();
    StringBuilder line = new StringBuilder();
    line.append(read()).append(" of ").append(read() + notRead.size()).append(" images read");
    notRead.forEach(one -> line.append("; ").append(one));
    return line.toString();
  }

  String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reading that JSON cannot hold", e);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is no reading
   */
  static ReadingDocument ofJson(String json) {
    try {
      return MAPPER.readValue(json, ReadingDocument.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a reading: " + e.getOriginalMessage(), e);
    }
  }
}
