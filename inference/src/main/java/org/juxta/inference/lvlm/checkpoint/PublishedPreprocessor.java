package org.juxta.inference.lvlm.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.juxta.inference.lvlm.image.ByteResampling;
import org.juxta.inference.lvlm.image.Framing;
import org.juxta.inference.lvlm.image.RgbImageProcessor;

/** preprocessor_config.json as Hugging Face's image processors write it. */
public final class PublishedPreprocessor {
  private PublishedPreprocessor() {}

  /**
   * @param size edge of the square that the tower takes
   * @throws org.juxta.inference.lvlm.InferenceException naming the key that is unknown, or asks for
   *     what is not supported
   */
  public static RgbImageProcessor read(Path directory, int size) {
    ConfigFile config = ConfigFile.read(directory.resolve("preprocessor_config.json"));
    config.ignore(
        Set.of(
            "image_processor_type",
            "processor_class",
            "image_seq_length",
            "pan_and_scan_max_num_crops",
            "pan_and_scan_min_crop_size",
            "pan_and_scan_min_ratio_to_activate",
            "_valid_processor_keys"));
    for (String step : List.of("do_resize", "do_rescale", "do_normalize", "do_convert_rgb")) {
      config.require(step, "true");
    }
    config.require("do_pan_and_scan", "false");
    config.require("rescale_factor", "0.00392156862745098");
    ByteResampling resampling =
        switch (config.size("resample")) {
          case 2 -> ByteResampling.BILINEAR;
          case 3 -> ByteResampling.BICUBIC;
          default -> throw config.refused("resample", "neither 2 nor 3");
        };
    boolean crop = config.flag("do_center_crop", false);
    ConfigFile edges = config.object("size");
    if (crop) {
      requireEdge(edges, "shortest_edge", size);
      ConfigFile cut = config.object("crop_size");
      requireEdge(cut, "height", size);
      requireEdge(cut, "width", size);
    } else {
      config.ignore(Set.of("crop_size"));
      requireEdge(edges, "height", size);
      requireEdge(edges, "width", size);
    }
    double[] mean = three(config, "image_mean");
    double[] deviation = three(config, "image_std");
    config.finish();
    return new RgbImageProcessor(
        size,
        crop ? Framing.CROP : Framing.SQUEEZE,
        resampling,
        mean,
        deviation,
        new int[] {0, 0, 0});
  }

  private static void requireEdge(ConfigFile edges, String key, int size) {
    int edge = edges.size(key);
    if (edge != size) {
      throw edges.refused(key, edge + ", the vision tower takes " + size);
    }
  }

  private static double[] three(ConfigFile config, String key) {
    double[] values = config.numbers(key).stream().mapToDouble(Double::doubleValue).toArray();
    if (values.length != 3) {
      throw config.refused(key, "not three numbers");
    }
    return values;
  }
}
