package org.juxta.inference.lvlm.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Holds one answer to a list of whole numbers, digit by digit: at each step only tokens are allowed
 * from which a number within its range can still come.
 */
public final class NumberGrammar {
  private final Spelling spelling;
  private final int count;
  private final Function<List<Integer>, Range> ranges;
  private final List<Integer> numbers = new ArrayList<>();
  private final Deque<Long> forced = new ArrayDeque<>();
  private String digits = "";

  /**
   * How numbers are written.
   *
   * @param digits tokens of 0 to 9
   * @param separator tokens between two numbers; the first of them ends a number
   */
  public record Spelling(long[] digits, long[] separator) {}

  /** Smallest and largest number allowed. */
  public record Range(int low, int high) {}

  /**
   * @param count how many numbers
   * @param ranges what the next number may be, from those before it
   */
  public NumberGrammar(Spelling spelling, int count, Function<List<Integer>, Range> ranges) {
    this.spelling = spelling;
    this.count = count;
    this.ranges = ranges;
  }

  /** Whether all numbers are there. */
  public boolean complete() {
    return numbers.size() == count;
  }

  public List<Integer> numbers() {
    return List.copyOf(numbers);
  }

  /** Most tokens that numbers of so many digits take. */
  public static int longest(int count, int digits, Spelling spelling) {
    return count * (digits + spelling.separator().length);
  }

  /**
   * The most likely token among those allowed.
   *
   * @throws IllegalStateException when all numbers are there
   */
  public long next(float[] logits) {
    if (complete()) {
      throw new IllegalStateException("all numbers are said");
    }
    if (!forced.isEmpty()) {
      return forced.removeFirst();
    }
    Range range = ranges.apply(numbers());
    int best = -1;
    for (int d = 0; d < spelling.digits().length; d++) {
      if (leadsInto(digits + d, range) && (best < 0 || at(logits, d) > at(logits, best))) {
        best = d;
      }
    }
    boolean mayEnd = !digits.isEmpty() && within(Integer.parseInt(digits), range);
    if (best < 0 || (mayEnd && logits[(int) spelling.separator()[0]] > at(logits, best))) {
      return ended();
    }
    digits += best;
    return spelling.digits()[best];
  }

  private float at(float[] logits, int digit) {
    return logits[(int) spelling.digits()[digit]];
  }

  private long ended() {
    numbers.add(Integer.parseInt(digits));
    digits = "";
    for (int i = 1; i < spelling.separator().length; i++) {
      forced.add(spelling.separator()[i]);
    }
    return spelling.separator()[0];
  }

  /** Whether a number within the range begins with these digits. */
  private static boolean leadsInto(String prefix, Range range) {
    if (prefix.length() > 1 && prefix.startsWith("0")) {
      return false;
    }
    long low = Long.parseLong(prefix);
    long high = low;
    while (low <= range.high) {
      if (high >= range.low) {
        return true;
      }
      if (low == 0) {
        return false;
      }
      low *= 10;
      high = high * 10 + 9;
    }
    return false;
  }

  private static boolean within(int number, Range range) {
    return number >= range.low && number <= range.high;
  }
}
