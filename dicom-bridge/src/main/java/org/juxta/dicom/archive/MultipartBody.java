package org.juxta.dicom.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a {@code multipart/related} body (RFC 2046 5.1), one after the other. Nothing is
 * held but a delimiter's length.
 */
final class MultipartBody {
  /** RFC 2046 allows 70. */
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "boundary=(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200}))", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST_HEADERS = 16 * 1024;

  private final InputStream in;
  private final byte[] delimiter;
  private final int[] fallback;
  private boolean atStart = true;
  private boolean ended;

  /**
   * @param contentType with the boundary
   * @throws IOException if it is not multipart
   */
  MultipartBody(String contentType, InputStream body) throws IOException {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!contentType.strip().regionMatches(true, 0, "multipart/", 0, 10) || !boundary.find()) {
      throw new IOException("answers with what is not multipart");
    }
    String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    this.delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
    this.fallback = fallback(delimiter);
    this.in = new BufferedInputStream(body, 64 * 1024);
  }

  /** Where a search goes on when the bytes so far match no longer (Knuth, Morris and Pratt). */
  private static int[] fallback(byte[] pattern) {
    int[] table = new int[pattern.length + 1];
    for (int i = 1; i < pattern.length; i++) {
      int length = table[i];
      while (length > 0 && pattern[i] != pattern[length]) {
        length = table[length];
      }
      table[i + 1] = pattern[i] == pattern[length] ? length + 1 : 0;
    }
    return table;
  }

  /**
   * Goes to the next part, behind its headers.
   *
   * @return false when there is none
   */
  boolean next() throws IOException {
    if (ended) {
      return false;
    }
    if (atStart) {
      atStart = false;
      // The first delimiter may stand at the very beginning, without a line end before it.
      copy(OutputStream.nullOutputStream(), Long.MAX_VALUE, 2);
    }
    int first = in.read();
    int second = in.read();
    if (first == '-' && second == '-') {
      ended = true;
      return false;
    }
    if (first != '\r' || second != '\n') {
      // Blanks may follow the boundary on its line.
      skipLine();
    }
    int headers = 0;
    for (int line = skipLine(); line > 0; line = skipLine()) {
      headers += line;
      if (headers > LONGEST_HEADERS) {
        throw tooLong();
      }
    }
    return true;
  }

  /** Length of the line without its end. */
  private int skipLine() throws IOException {
    int previous = 0;
    for (int length = 0; length < LONGEST_HEADERS; length++) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the answer ends early");
      }
      if (previous == '\r' && b == '\n') {
        return length - 1;
      }
      previous = b;
    }
    throw tooLong();
  }

  private static IOException tooLong() {
    return new IOException("a part of the answer has too long headers");
  }

  /**
   * Writes the part's content to the end of the part.
   *
   * @throws IOException when it is longer than most, or the answer ends within it
   */
  void copyTo(OutputStream out, long most) throws IOException {
    copy(out, most, 0);
  }

  private void copy(OutputStream out, long most, int matchedBefore) throws IOException {
    int matched = matchedBefore;
    long written = 0;
    while (matched < delimiter.length) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the answer ends early");
      }
      while (matched > 0 && delimiter[matched] != (byte) b) {
        // What matched so far and does no longer is content after all.
        int shorter = fallback[matched];
        out.write(delimiter, 0, matched - shorter);
        written += matched - shorter;
        matched = shorter;
      }
      if (delimiter[matched] == (byte) b) {
        matched++;
      } else {
        out.write(b);
        written++;
      }
      if (written > most) {
        throw new IOException("a part of the answer is longer than is taken");
      }
    }
  }
}
