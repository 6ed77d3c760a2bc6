package org.juxta.inference.lvlm.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a remote model is and what may be sent to it, as the settings say it: {@code
 * openai:https://host:port/v1#model-name}, and behind it, each after a blank, {@code key=FILE} or
 * {@code key=env:NAME}, {@code plain-http=yes}, {@code free-questions=yes}, {@code
 * timeout=SECONDS}.
 *
 * @param base address that {@code /chat/completions} is under
 * @param model name that the server knows the model by
 * @param key where the API key is, null for none; the key itself is not in here
 * @param freeQuestions whether questions that a user wrote are sent
 * @param timeout bound on each attempt of each request
 */
public record RemoteAddress(
    URI base, String model, @Nullable ApiKey key, boolean freeQuestions, Duration timeout) {
  private static final String PREFIX = "openai:";
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]|\\[0:0:0:0:0:0:0:1\\]");
  private static final String FORM =
      "; openai:https://host:port/v1#model-name, then key=FILE or key=env:NAME, plain-http=yes,"
          + " free-questions=yes, timeout=SECONDS";

  /** Whether a model's name means a remote one. */
  public static boolean isOne(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * Reads what the settings say.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static RemoteAddress parse(String text) {
    List<String> words = new ArrayList<>(Arrays.asList(text.strip().split("\\s+", -1)));
    URI whole = address(words.remove(0));
    ApiKey key = null;
    boolean plain = false;
    boolean freeQuestions = false;
    Duration timeout = TIMEOUT;
    for (String word : words) {
      if (word.startsWith("key=")) {
        key = ApiKey.parse(word.substring("key=".length()));
      } else if (word.equals("plain-http=yes")) {
        plain = true;
      } else if (word.equals("free-questions=yes")) {
        freeQuestions = true;
      } else if (word.matches("timeout=[1-9]\\d{0,3}")) {
        timeout = Duration.ofSeconds(Integer.parseInt(word.substring("timeout=".length())));
      } else {
        throw new IllegalArgumentException("'" + word + "' is not known" + FORM);
      }
    }
    if (whole.getScheme().equals("http")
        && !plain
        && !LOOPBACK.matcher(whole.getHost()).matches()) {
      throw new IllegalArgumentException(
          "plain http would send patients' images readable to "
              + whole.getHost()
              + "; https, or plain-http=yes where the network itself is protected");
    }
    URI base = URI.create(whole.toString().substring(0, whole.toString().indexOf('#')));
    return new RemoteAddress(base, whole.getFragment(), key, freeQuestions, timeout);
  }

  private static URI address(String word) {
    try {
      URI uri = new URI(word.substring(PREFIX.length()));
      boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException("an API key belongs behind key=, not in the address");
      }
      boolean named = uri.getFragment() != null && !uri.getFragment().isEmpty();
      if (http && uri.getHost() != null && uri.getRawQuery() == null && named) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + word + "' is not an address" + FORM, e);
    }
    throw new IllegalArgumentException("'" + word + "' is not a remote model" + FORM);
  }

  /** The server, for messages: host, and port where one is given. */
  String server() {
    return base.getRawAuthority();
  }
}
