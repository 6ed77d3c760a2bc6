package org.juxta.inference.dataset.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.dataset.record.InstructionRecord.Role;
import org.juxta.inference.dataset.record.InstructionRecord.Turn;

/** What a record must be to be learned from or measured with. */
final class RecordRules {
  private final @Nullable Path images;

  /**
   * @param images folder that image paths start from; null where the images are not at hand and
   *     only the text is looked at
   */
  RecordRules(@Nullable Path images) {
    this.images = images;
  }

  /** Everything that is wrong with it, in words; empty when it is right. */
  List<String> problems(InstructionRecord record) {
    List<String> problems = new ArrayList<>();
    if (record.images().isEmpty()) {
      problems.add("images is empty; one or more are needed");
    }
    roles(record.conversation(), problems);
    placeholders(record, problems);
    missing(record, problems);
    return problems;
  }

  private static void roles(List<Turn> turns, List<String> problems) {
    if (turns.isEmpty() || turns.size() % 2 == 1) {
      problems.add(
          "conversation has " + turns.size() + " turns; each question needs its answer after it");
    }
    for (int i = 0; i < turns.size(); i++) {
      Role expected = i % 2 == 0 ? Role.USER : Role.ASSISTANT;
      if (turns.get(i).role() != expected) {
        problems.add(
            "conversation[%d].role is %s; user and assistant take turns, the user begins"
                .formatted(i, word(turns.get(i).role())));
        return;
      }
      if (turns.get(i).content().isBlank()) {
        problems.add("conversation[%d].content is empty".formatted(i));
      }
    }
  }

  private static String word(Role role) {
    return role == Role.USER ? "user" : "assistant";
  }

  private static void placeholders(InstructionRecord record, List<String> problems) {
    for (int i = 0; i < record.conversation().size(); i++) {
      String rest = record.conversation().get(i).content();
      int leading = 0;
      while (rest.startsWith(InstructionRecord.PLACEHOLDER)) {
        rest = rest.substring(InstructionRecord.PLACEHOLDER.length());
        leading++;
      }
      int expected = i == 0 ? record.images().size() : 0;
      if (leading != expected) {
        problems.add(
            "conversation[%d].content begins with %d %s; there are %d images"
                .formatted(i, leading, InstructionRecord.PLACEHOLDER, expected));
      }
      if (rest.contains(InstructionRecord.PLACEHOLDER)) {
        problems.add(
            "conversation[%d].content has %s inside the text; all stand at its beginning"
                .formatted(i, InstructionRecord.PLACEHOLDER));
      }
    }
  }

  private void missing(InstructionRecord record, List<String> problems) {
    if (images == null) {
      return;
    }
    for (String image : record.images()) {
      Path file = images.resolve(image).normalize();
      if (!file.startsWith(images.normalize())) {
        problems.add("image '" + image + "' leads out of " + images);
      } else if (!Files.isRegularFile(file)) {
        problems.add("image '" + image + "' is not in " + images);
      }
    }
  }
}
