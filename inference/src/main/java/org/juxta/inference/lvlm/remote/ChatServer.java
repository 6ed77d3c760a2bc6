package org.juxta.inference.lvlm.remote;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.InferenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server: requests out, answers or one clear error back. A request is tried three times at
 * most, with the pauses that the server asks for; redirects are not followed, since the images
 * would go to where nobody has named.
 */
final class ChatServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChatServer.class);
  private static final int RETRIES = 2;
  private static final int LONGEST_REASON = 200;

  private final RemoteAddress address;
  private final OpenAIClient client;

  /**
   * @param environment value of an environment variable, null when it is not set
   * @throws InferenceException when the API key cannot be had
   */
  ChatServer(RemoteAddress address, UnaryOperator<@Nullable String> environment) {
    this.address = address;
    ApiKey key = address.key();
    this.client =
        OpenAIOkHttpClient.builder()
            .baseUrl(address.base().toString())
            // The client asks for one; servers without keys ignore it.
            .apiKey(key == null ? "none" : key.read(environment))
            .timeout(address.timeout())
            .maxRetries(RETRIES)
            .followRedirects(false)
            .disableTelemetry(true)
            // Its log would hold images.
            .logLevel(LogLevel.OFF)
            .build();
  }

  RemoteAddress address() {
    return address;
  }

  /** A request that begins with the images. */
  ChatCompletionCreateParams.Builder request(
      List<ChatCompletionContentPart> content, int maxTokens) {
    return ChatCompletionCreateParams.builder()
        .model(address.model())
        .addUserMessageOfArrayOfContentParts(content)
        .temperature(0)
        // Not max_completion_tokens, which servers of models know later or not at all.
        .putAdditionalBodyProperty("max_tokens", JsonValue.from(maxTokens));
  }

  /**
   * Asks for something that not every server offers, and without it where this one refuses.
   *
   * @param offered false from the first refusal on that an answer without it followed
   */
  ChatCompletion.Choice ask(
      ChatCompletionCreateParams with, ChatCompletionCreateParams without, AtomicBoolean offered) {
    if (offered.get()) {
      try {
        return first(client.chat().completions().create(with));
      } catch (BadRequestException | UnprocessableEntityException e) {
        LOG.debug("{} refuses a request, trying a plainer one", address.server());
      } catch (OpenAIException e) {
        throw failure(e);
      }
    }
    try {
      ChatCompletion.Choice answer = first(client.chat().completions().create(without));
      offered.set(false);
      return answer;
    } catch (OpenAIException e) {
      throw failure(e);
    }
  }

  private ChatCompletion.Choice first(ChatCompletion completion) {
    if (completion.choices().isEmpty()) {
      throw new InferenceException("no answer in the response of " + address.server());
    }
    return completion.choices().get(0);
  }

  /**
   * Asks for an answer as a stream, which is closed as soon as it has been read.
   *
   * @param deadline bound on the whole of it, beside the server's own
   */
  <T> T stream(
      ChatCompletionCreateParams request,
      Duration deadline,
      Function<Iterator<ChatCompletionChunk>, T> reader) {
    Duration bound = deadline.compareTo(address.timeout()) < 0 ? deadline : address.timeout();
    RequestOptions options = RequestOptions.builder().timeout(bound).build();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(request, options)) {
      return reader.apply(stream.stream().iterator());
    }
  }

  /** What went wrong, with as much of the server's own words as finds its error. */
  InferenceException failure(OpenAIException e) {
    String reason = String.valueOf(e.getMessage()).strip();
    if (reason.length() > LONGEST_REASON) {
      reason = reason.substring(0, LONGEST_REASON) + "...";
    }
    if (e instanceof OpenAIServiceException) {
      // Not as a cause: its body may repeat the whole request.
      return new InferenceException("the model server " + address.server() + " answers " + reason);
    }
    return new InferenceException(
        "no answer of the model server " + address.server() + ": " + reason, e);
  }

  @Override
  public void close() {
    client.close();
  }
}
