package org.juxta.inference.lvlm.torch;

/** Settings of the engine that must be made before its first use. */
final class Torch {
  private Torch() {}

  /** Idempotent. */
  static void prepare() {
    // DJL asks a cloud metadata service who it runs for, and reports; a hospital's server must not.
    System.setProperty("OPT_OUT_TRACKING", "true");
    // All libraries are in the jar: never look for others on the network.
    System.setProperty("ai.djl.offline", "true");
    // libtorch would compile the program anew for every length of prompt that it meets: 12 s a
    // step.
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
  }
}
