package org.juxta.inference.lvlm.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.lvlm.AnswerOptions;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.OptionQuestion;
import org.juxta.inference.lvlm.remote.StubServer.Received;
import org.juxta.inference.lvlm.remote.StubServer.Reply;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.Finding;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.ProtocolReader;
import org.juxta.inference.reading.Reading;
import org.juxta.inference.reading.ReadingProtocol;

/** A whole reading by a remote model, and everything that was sent for it. */
class WhatLeavesTest {
  private static final Set<String> ACCEPTED = Set.of("remote:med/lvlm-4b");
  private static final ImageInput PRIOR = ramp(60, 40);
  private static final ImageInput CURRENT = ramp(50, 80);

  private static ImageInput ramp(int width, int height) {
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) i / (values.length - 1);
    }
    return new ImageInput(width, height, values);
  }

  /** Nodule worsened, everything else absent; the nodule in the middle. */
  private static Reply radiologist(Received request, boolean likelihoods) {
    if (request.question().startsWith("Where")) {
      return StubServer.words(
          "{\"box\":{\"left\":250,\"top\":250,\"right\":750,\"bottom\":750}}", Map.of());
    }
    String letter = request.question().startsWith("How has nodule changed?") ? "C" : "A";
    return StubServer.words(
        letter, likelihoods ? Map.of(letter, Math.log(0.9), "F", Math.log(0.1)) : Map.of());
  }

  private static Reading read(StubServer server, String options) {
    RemoteAddress address = RemoteAddress.parse(server.address() + options);
    try (ProtocolReader reader =
        new ProtocolReader(RemoteModel.load(address, ACCEPTED, name -> null))) {
      return reader.read(PRIOR, CURRENT);
    }
  }

  @Test
  void aPairIsReadWithProbabilities() throws IOException {
    try (StubServer server = new StubServer(request -> radiologist(request, true))) {
      Reading reading = read(server, "");
      Finding nodule = reading.findings().get(0);
      assertThat(nodule.change()).isEqualTo(Change.WORSENED);
      assertThat(nodule.present()).isTrue();
      assertThat(nodule.probability()).isEqualTo(0.9);
      assertThat(nodule.changeProbability()).isEqualTo(0.9);
      assertThat(nodule.box()).isNotNull();
      assertThat(nodule.box().x0()).isEqualTo(12.5);
      assertThat(nodule.box().y1()).isEqualTo(60);
      assertThat(reading.findings().subList(1, 5)).noneMatch(Finding::present);
      assertThat(reading.model().name()).isEqualTo("med/lvlm-4b");
    }
  }

  @Test
  void withoutLikelihoodsNoProbabilityIsInvented() throws IOException {
    try (StubServer server = new StubServer(request -> radiologist(request, false))) {
      Reading reading = read(server, "");
      assertThat(reading.findings().get(0).change()).isEqualTo(Change.WORSENED);
      assertThat(reading.findings().get(0).present()).isTrue();
      assertThat(reading.findings().get(0).box()).isNotNull();
      assertThat(reading.findings()).extracting(Finding::probability).containsOnlyNulls();
      assertThat(reading.findings()).extracting(Finding::changeProbability).containsOnlyNulls();
    }
  }

  @Test
  void onlyPixelsAndTheProtocolLeave() throws IOException {
    try (StubServer server = new StubServer(request -> radiologist(request, true))) {
      read(server, "");
      Set<String> words = new HashSet<>();
      for (Received request : server.received) {
        assertThat(keys(request.body()))
            .isSubsetOf(
                "model",
                "messages",
                "temperature",
                "max_tokens",
                "logprobs",
                "top_logprobs",
                "response_format");
        assertThat(request.body().path("messages")).hasSize(1);
        JsonNode content = request.body().at("/messages/0/content");
        assertThat(keys(request.body().at("/messages/0")))
            .containsExactlyInAnyOrder("role", "content");
        assertThat(content).hasSize(5);
        assertThat(content.get(0).path("text").asText()).isEqualTo("The prior image:");
        assertSame(content.get(1), PRIOR);
        assertThat(content.get(2).path("text").asText()).isEqualTo("The current image:");
        assertSame(content.get(3), CURRENT);
        words.add(request.question());
        assertThat(request.headers().keySet())
            .allMatch(
                name ->
                    Set.of(
                                "accept",
                                "accept-encoding",
                                "authorization",
                                "connection",
                                "content-length",
                                "content-type",
                                "host",
                                "user-agent")
                            .contains(name.toLowerCase(Locale.ROOT))
                        || name.toLowerCase(Locale.ROOT).startsWith("x-stainless-"));
      }
      Set<String> protocol =
          Arrays.stream(FindingType.values())
              .map(type -> new OptionLetters(ReadingProtocol.change(type)).prompt())
              .collect(Collectors.toSet());
      protocol.add(BoxAnswer.prompt(ReadingProtocol.phrase(FindingType.NODULE), "current image"));
      assertThat(words).isEqualTo(protocol);
    }
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** The same pixels, in a PNG of nothing but its header, pixels and end. */
  private static void assertSame(JsonNode part, ImageInput image) throws IOException {
    assertThat(keys(part)).containsExactlyInAnyOrder("type", "image_url");
    assertThat(keys(part.path("image_url"))).containsExactly("url");
    String url = part.at("/image_url/url").asText();
    assertThat(url).startsWith("data:image/png;base64,");
    byte[] png = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    assertThat(chunks(png)).containsOnly("IHDR", "IDAT", "IEND");
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(picture.getWidth()).isEqualTo(image.width());
    assertThat(picture.getHeight()).isEqualTo(image.height());
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        assertThat(picture.getRaster().getSample(x, y, 0))
            .isEqualTo(Math.round(image.at(x, y) * 255));
      }
    }
  }

  private static Set<String> chunks(byte[] png) {
    ByteBuffer file = ByteBuffer.wrap(png).position(8);
    Set<String> types = new HashSet<>();
    while (file.hasRemaining()) {
      int length = file.getInt();
      byte[] type = new byte[4];
      file.get(type);
      types.add(new String(type, StandardCharsets.US_ASCII));
      file.position(file.position() + length + 4);
    }
    return types;
  }

  @Test
  void questionsOfAUserStayHereUnlessTheSettingsSayOtherwise() throws IOException {
    try (StubServer server = new StubServer(request -> radiologist(request, true));
        RemoteModel model =
            RemoteModel.load(RemoteAddress.parse(server.address()), ACCEPTED, name -> null);
        ImageContext context = model.open(List.of(CURRENT))) {
      assertThatThrownBy(
              () -> context.answer("Is Mrs Miller ill?", AnswerOptions.greedy(9), piece -> true))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("free-questions=yes")
          .hasMessageNotContaining("Miller");
      assertThat(server.received).isEmpty();
    }
  }

  @Test
  void theKeyGoesIntoTheHeaderAndNowhereElse(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "sk-secret\n");
    try (StubServer server =
        new StubServer(request -> StubServer.error(401, "who are you", Map.of()))) {
      RemoteAddress address = RemoteAddress.parse(server.address() + " key=" + file);
      assertThat(address.toString()).doesNotContain("sk-secret");
      try (RemoteModel model = RemoteModel.load(address, ACCEPTED);
          ImageContext context = model.open(List.of(CURRENT))) {
        OptionQuestion question = ReadingProtocol.presence(FindingType.NODULE);
        assertThatThrownBy(() -> context.choose(List.of(question)))
            .isInstanceOf(InferenceException.class)
            .hasMessageContaining("401")
            .hasMessageNotContaining("sk-secret");
      }
      assertThat(server.received).hasSize(1);
      assertThat(server.received.get(0).headers().get("Authorization"))
          .containsExactly("Bearer sk-secret");
      assertThat(server.received.get(0).body().toString()).doesNotContain("sk-secret");
    }
  }
}
