package org.juxta.inference.lvlm.torch;

/** The floating-point type that a network computes in. */
public enum Precision {
  FLOAT32(6, 4),
  BFLOAT16(15, 2);

  /** libtorch's number of the type. */
  final int code;

  final int bytes;

  Precision(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The type that needs no conversion: bfloat16 for files of it, float32 for all others. */
  public static Precision of(String elementType) {
    return elementType.equals("BF16") ? BFLOAT16 : FLOAT32;
  }
}
