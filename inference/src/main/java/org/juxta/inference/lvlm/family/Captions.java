package org.juxta.inference.lvlm.family;

import java.util.ArrayList;
import java.util.List;

/** What the images of a prompt are called, oldest first: two are a prior and a current one. */
final class Captions {
  private Captions() {}

  /** The text before each image. */
  static List<String> of(int images) {
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      String name = name(i, images);
      captions.add(
          (i == 0 ? "" : "\n") + Character.toUpperCase(name.charAt(0)) + name.substring(1) + ": ");
    }
    return captions;
  }

  /** What one of them is called in a question. */
  static String name(int image, int images) {
    return switch (images) {
      case 1 -> "current image";
      case 2 -> image == 0 ? "prior image" : "current image";
      default -> "image " + (image + 1) + " of " + images;
    };
  }
}
