package org.juxta.inference.lvlm.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.Tensor;

/**
 * The network written as its papers do, in double precision, one number after the other: no cache,
 * no batch, everything anew for every token. What the program answers is compared with this.
 */
public final class SlowLlava {
  private final LlavaConfig config;
  private final Map<String, double[]> weights = new LinkedHashMap<>();

  public SlowLlava(LlavaConfig config, Map<String, Tensor> weights) {
    this.config = config;
    weights.forEach(
        (name, tensor) -> {
          double[] values = new double[tensor.values().length];
          Arrays.setAll(values, i -> tensor.values()[i]);
          this.weights.put(name, values);
        });
  }

  /** A weight's values; changing them changes the network. */
  public double[] weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /** Sum of the log-likelihoods of the labels that are not negative. */
  public double score(long[] prefix, List<float[]> images, long[] ids, long[] labels) {
    double[][] logits = logits(concat(prefix, ids), images);
    double sum = 0;
    for (int t = 0; t < labels.length; t++) {
      if (labels[t] >= 0) {
        sum += logSoftmax(logits[prefix.length + t])[(int) labels[t]];
      }
    }
    return sum;
  }

  /** The most likely token, again and again, until the end token. */
  public long[] greedy(long[] prefix, List<float[]> images, long[] question, int max) {
    long[] all = concat(prefix, question);
    List<Long> answer = new ArrayList<>();
    while (answer.size() < max) {
      double[][] logits = logits(all, images);
      int next = argmax(logits[all.length - 1], 0, config.textConfig().vocabSize());
      if (next == config.eosTokenId()) {
        break;
      }
      answer.add((long) next);
      all = concat(all, new long[] {next});
    }
    return answer.stream().mapToLong(id -> id).toArray();
  }

  /** Bins of x0, y0, x1, y1: at each step the most likely location that still makes a box. */
  public int[] locate(long[] prefix, List<float[]> images, long[] question) {
    LlavaConfig.LocationTokens locations = config.locationTokens();
    long[] all = concat(prefix, question);
    int[] box = new int[4];
    for (int step = 0; step < 4; step++) {
      double[] logits = logits(all, images)[all.length - 1];
      int from = step < 2 ? 0 : box[step - 2] + 1;
      int to = step < 2 ? locations.bins() - 1 : locations.bins();
      int best =
          argmax(logits, locations.first() + from, locations.first() + to) - locations.first();
      box[step] = best;
      all = concat(all, new long[] {locations.first() + (long) best});
    }
    return box;
  }

  /** Probability of the no-box token among it and all locations. */
  public double noBox(long[] prefix, List<float[]> images, long[] question) {
    LlavaConfig.LocationTokens locations = config.locationTokens();
    long[] all = concat(prefix, question);
    double[] logits = logits(all, images)[all.length - 1];
    double sum = Math.exp(logits[locations.noBox()]);
    for (int i = 0; i < locations.bins(); i++) {
      sum += Math.exp(logits[locations.first() + i]);
    }
    return Math.exp(logits[locations.noBox()]) / sum;
  }

  /** Logits after each token; image tokens stand for the patches of the images, in order. */
  public double[][] logits(long[] ids, List<float[]> images) {
    int hidden = config.textConfig().hiddenSize();
    String table = "language_model.model.embed_tokens.weight";
    List<double[]> patches = new ArrayList<>();
    images.forEach(image -> patches.addAll(Arrays.asList(imageTokens(image))));
    double[][] x = new double[ids.length][];
    int patch = 0;
    for (int t = 0; t < ids.length; t++) {
      int from = (int) ids[t] * hidden;
      x[t] =
          ids[t] == config.imageTokenIndex()
              ? patches.get(patch++)
              : Arrays.copyOfRange(weight(table), from, from + hidden);
    }
    double[][] logits = new double[ids.length][];
    double[][] out = decoder(x);
    for (int t = 0; t < ids.length; t++) {
      logits[t] =
          times(config.tieWordEmbeddings() ? table : "language_model.lm_head.weight", out[t]);
    }
    return logits;
  }

  public static double[] logSoftmax(double[] logits) {
    double max = Arrays.stream(logits).max().orElseThrow();
    double log = max + Math.log(Arrays.stream(logits).map(l -> Math.exp(l - max)).sum());
    return Arrays.stream(logits).map(l -> l - log).toArray();
  }

  private double[][] decoder(double[][] x) {
    LlavaConfig.TextConfig c = config.textConfig();
    int d = c.hiddenSize() / c.numAttentionHeads();
    for (int layer = 0; layer < c.numHiddenLayers(); layer++) {
      String name = "language_model.model.layers." + layer + ".";
      double[][] q = new double[x.length][];
      double[][] k = new double[x.length][];
      double[][] v = new double[x.length][];
      for (int t = 0; t < x.length; t++) {
        double[] y = rmsNorm(name + "input_layernorm.weight", x[t]);
        q[t] = rotary(times(name + "self_attn.q_proj.weight", y), d, t);
        k[t] = rotary(times(name + "self_attn.k_proj.weight", y), d, t);
        v[t] = times(name + "self_attn.v_proj.weight", y);
      }
      double[][] a = attention(q, k, v, d, c.numAttentionHeads() / c.numKeyValueHeads(), true);
      for (int t = 0; t < x.length; t++) {
        x[t] = sum(x[t], times(name + "self_attn.o_proj.weight", a[t]));
        double[] y = rmsNorm(name + "post_attention_layernorm.weight", x[t]);
        double[] gate = times(name + "mlp.gate_proj.weight", y);
        double[] up = times(name + "mlp.up_proj.weight", y);
        Arrays.setAll(gate, i -> gate[i] / (1 + Math.exp(-gate[i])) * up[i]);
        x[t] = sum(x[t], times(name + "mlp.down_proj.weight", gate));
      }
    }
    double[][] out = new double[x.length][];
    Arrays.setAll(out, t -> rmsNorm("language_model.model.norm.weight", x[t]));
    return out;
  }

  /** Pairs (i, i + d / 2) of each head turned by position times theta to the minus 2 i / d. */
  private double[] rotary(double[] x, int d, int position) {
    double[] out = new double[x.length];
    for (int head = 0; head < x.length; head += d) {
      for (int i = 0; i < d / 2; i++) {
        double angle = position * Math.pow(config.textConfig().ropeTheta(), -2.0 * i / d);
        double a = x[head + i];
        double b = x[head + i + d / 2];
        out[head + i] = a * Math.cos(angle) - b * Math.sin(angle);
        out[head + i + d / 2] = b * Math.cos(angle) + a * Math.sin(angle);
      }
    }
    return out;
  }

  /**
   * @param shared how many query heads share one key/value head
   */
  private static double[][] attention(
      double[][] q, double[][] k, double[][] v, int d, int shared, boolean causal) {
    double[][] out = new double[q.length][q[0].length];
    for (int head = 0; head < q[0].length / d; head++) {
      int own = head * d;
      int other = head / shared * d;
      for (int t = 0; t < q.length; t++) {
        int seen = causal ? t + 1 : q.length;
        double[] scores = new double[seen];
        for (int s = 0; s < seen; s++) {
          for (int i = 0; i < d; i++) {
            scores[s] += q[t][own + i] * k[s][other + i] / Math.sqrt(d);
          }
        }
        double[] log = logSoftmax(scores);
        for (int s = 0; s < seen; s++) {
          for (int i = 0; i < d; i++) {
            out[t][own + i] += Math.exp(log[s]) * v[s][other + i];
          }
        }
      }
    }
    return out;
  }

  /** What a linear layer says to each patch of the vision tower. */
  public double[][] probe(String name, float[] pixels) {
    double[][] seen = vision(pixels);
    double[][] out = new double[seen.length][];
    Arrays.setAll(out, patch -> affine(name, seen[patch]));
    return out;
  }

  private double[][] imageTokens(float[] pixels) {
    double[][] x = vision(pixels);
    String projector = "multi_modal_projector.linear_";
    for (int t = 0; t < x.length; t++) {
      x[t] = affine(projector + 2, gelu(affine(projector + 1, x[t])));
    }
    return x;
  }

  private double[][] vision(float[] pixels) {
    LlavaConfig.VisionConfig c = config.visionConfig();
    double[][] x = stem(pixels);
    int d = c.hiddenSize() / c.numAttentionHeads();
    double[] positions = weight("vision_tower.vision_model.embeddings.position_embedding.weight");
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < c.hiddenSize(); i++) {
        x[t][i] += positions[t * c.hiddenSize() + i];
      }
    }
    for (int layer = 0; layer < c.numHiddenLayers(); layer++) {
      String name = "vision_tower.vision_model.encoder.layers." + layer + ".";
      double[][] q = new double[x.length][];
      double[][] k = new double[x.length][];
      double[][] v = new double[x.length][];
      for (int t = 0; t < x.length; t++) {
        double[] y = layerNorm(name + "layer_norm1", x[t]);
        q[t] = affine(name + "self_attn.q_proj", y);
        k[t] = affine(name + "self_attn.k_proj", y);
        v[t] = affine(name + "self_attn.v_proj", y);
      }
      double[][] a = attention(q, k, v, d, 1, false);
      for (int t = 0; t < x.length; t++) {
        x[t] = sum(x[t], affine(name + "self_attn.out_proj", a[t]));
        double[] y = layerNorm(name + "layer_norm2", x[t]);
        x[t] = sum(x[t], affine(name + "mlp.fc2", gelu(affine(name + "mlp.fc1", y))));
      }
    }
    return x;
  }

  /** 3 x 3 convolutions of stride 2 with a border of zeros; patches row by row. */
  private double[][] stem(float[] pixels) {
    List<Integer> channels = config.visionConfig().stemChannels();
    int size = config.visionConfig().imageSize();
    double[][] planes = new double[1][size * size];
    Arrays.setAll(planes[0], i -> pixels[i]);
    for (int layer = 0; layer < channels.size(); layer++) {
      String name = "vision_tower.vision_model.embeddings.stem." + layer;
      double[] kernel = weight(name + ".weight");
      int half = size / 2;
      double[][] next = new double[channels.get(layer)][half * half];
      for (int out = 0; out < next.length; out++) {
        for (int y = 0; y < half; y++) {
          for (int x = 0; x < half; x++) {
            double sum = weight(name + ".bias")[out];
            for (int in = 0; in < planes.length; in++) {
              for (int i = 0; i < 9; i++) {
                int row = 2 * y + i / 3 - 1;
                int column = 2 * x + i % 3 - 1;
                if (row >= 0 && column >= 0 && row < size && column < size) {
                  sum +=
                      kernel[(out * planes.length + in) * 9 + i] * planes[in][row * size + column];
                }
              }
            }
            next[out][y * half + x] = sum;
          }
        }
        if (layer + 1 < channels.size()) {
          next[out] = gelu(next[out]);
        }
      }
      planes = next;
      size = half;
    }
    double[][] patches = new double[size * size][planes.length];
    for (int t = 0; t < patches.length; t++) {
      for (int i = 0; i < planes.length; i++) {
        patches[t][i] = planes[i][t];
      }
    }
    return patches;
  }

  private double[] layerNorm(String name, double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] out = new double[x.length];
    double by = Math.sqrt(variance + config.visionConfig().layerNormEps());
    Arrays.setAll(
        out, i -> (x[i] - mean) / by * weight(name + ".weight")[i] + weight(name + ".bias")[i]);
    return out;
  }

  private double[] rmsNorm(String name, double[] x) {
    double square = Arrays.stream(x).map(v -> v * v).average().orElseThrow();
    double[] out = new double[x.length];
    double by = Math.sqrt(square + config.textConfig().rmsNormEps());
    Arrays.setAll(out, i -> x[i] / by * weight(name)[i]);
    return out;
  }

  private double[] affine(String name, double[] x) {
    return sum(times(name + ".weight", x), weight(name + ".bias"));
  }

  private double[] times(String name, double[] x) {
    double[] w = weight(name);
    double[] out = new double[w.length / x.length];
    for (int row = 0; row < out.length; row++) {
      for (int i = 0; i < x.length; i++) {
        out[row] += w[row * x.length + i] * x[i];
      }
    }
    return out;
  }

  private static double[] gelu(double[] x) {
    return Arrays.stream(x).map(v -> v * 0.5 * (1 + erf(v / Math.sqrt(2)))).toArray();
  }

  /** Its series without alternating signs (Abramowitz and Stegun 7.1.6). */
  private static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] out = new double[a.length];
    Arrays.setAll(out, i -> a[i] + b[i]);
    return out;
  }

  private static int argmax(double[] values, int from, int to) {
    int best = from;
    for (int i = from; i < to; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  private static long[] concat(long[] a, long[] b) {
    long[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }
}
