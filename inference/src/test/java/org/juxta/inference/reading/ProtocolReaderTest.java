package org.juxta.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.lvlm.VisionLanguageModel;

class ProtocolReaderTest {
  private static final ImageInput PRIOR = new ImageInput(2, 2, new float[4]);
  private static final ImageInput CURRENT = new ImageInput(3, 2, new float[6]);
  private static final Box HERE = new Box(1, 1, 2, 2);
  private static final ModelIdentity IDENTITY = new ModelIdentity("m", "1", "x", "n");

  private final VisionLanguageModel model = mock(VisionLanguageModel.class);
  private final ImageContext context = mock(ImageContext.class);
  private final Reader reader = new ProtocolReader(model);

  @BeforeEach
  void opens() {
    when(model.open(anyList())).thenReturn(context);
    when(model.identity()).thenReturn(IDENTITY);
    when(context.choose(anyList())).thenCallRealMethod();
  }

  /** Probabilities with this option, of absent and the five changes, far ahead. */
  private static double[] mostly(int option) {
    double[] p = new double[6];
    Arrays.fill(p, 0.02);
    p[option] = 0.9;
    return p;
  }

  @Test
  void withAPriorPresenceFollowsFromTheChange() {
    // Nodule new, consolidation worsened, effusion stable, pneumothorax resolved, heart absent.
    when(context.score(anyList()))
        .thenReturn(List.of(mostly(1), mostly(2), mostly(3), mostly(5), mostly(0)));
    when(context.locate(anyList(), anyInt()))
        .thenReturn(List.of(Optional.of(HERE), Optional.empty(), Optional.of(HERE)));
    Reading reading = reader.read(PRIOR, CURRENT);
    assertThat(reading.findings()).extracting(Finding::type).containsExactly(FindingType.values());
    assertThat(reading.findings())
        .extracting(Finding::change)
        .containsExactly(Change.NEW, Change.WORSENED, Change.STABLE, Change.RESOLVED, null);
    assertThat(reading.findings())
        .extracting(Finding::present)
        .containsExactly(true, true, true, false, false);
    assertThat(reading.findings())
        .extracting(Finding::box)
        .containsExactly(HERE, null, HERE, null, null);
    assertThat(reading.findings()).extracting(Finding::changeProbability).containsOnly(0.9);
    assertThat(reading.findings().get(0).probability()).isCloseTo(0.96, within(1e-12));
    assertThat(reading.findings().get(3).probability()).isCloseTo(0.08, within(1e-12));
    assertThat(reading.compared()).isTrue();
    assertThat(reading.model()).isEqualTo(IDENTITY);
    verify(context).locate(List.of("nodule", "consolidation", "pleural effusion"), 1);
    verify(context)
        .score(Arrays.stream(FindingType.values()).map(ReadingProtocol::change).toList());
  }

  @Test
  void presenceProbabilityAndChangeAgreeWhateverTheLikeliestAnswerIs() {
    double[] mostlyThere = {0.40, 0.10, 0.15, 0.25, 0.08, 0.02};
    double[] mostlyGone = {0.24, 0.05, 0.02, 0.27, 0.15, 0.27};
    double[] halfAndHalf = {0.30, 0.10, 0.10, 0.20, 0.10, 0.20};
    double[] sure = mostly(2);
    when(context.score(anyList()))
        .thenReturn(List.of(mostlyThere, mostlyGone, halfAndHalf, sure, mostly(0)));
    when(context.locate(anyList(), anyInt()))
        .thenReturn(List.of(Optional.of(HERE), Optional.of(HERE), Optional.of(HERE)));
    Reading reading = reader.read(PRIOR, CURRENT);
    assertThat(reading.findings())
        .extracting(Finding::present)
        .containsExactly(true, false, true, true, false);
    assertThat(reading.findings())
        .extracting(Finding::change)
        .containsExactly(Change.STABLE, Change.RESOLVED, Change.STABLE, Change.WORSENED, null);
    assertThat(reading.findings())
        .extracting(Finding::changeProbability)
        .containsExactly(0.25, 0.27, 0.20, 0.9, 0.9);
    assertThat(reading.findings())
        .allSatisfy(
            f -> assertThat(f.present()).isEqualTo(Objects.requireNonNull(f.probability()) >= 0.5));
  }

  @Test
  void theImagesAreShownPriorFirst() {
    when(context.score(anyList()))
        .thenReturn(List.of(mostly(0), mostly(0), mostly(0), mostly(0), mostly(0)));
    reader.read(PRIOR, CURRENT);
    verify(model).open(List.of(PRIOR, CURRENT));
  }

  @Test
  void nothingPresentIsNothingToLocate() {
    when(context.score(anyList()))
        .thenReturn(List.of(mostly(0), mostly(5), mostly(0), mostly(5), mostly(0)));
    Reading reading = reader.read(PRIOR, CURRENT);
    assertThat(reading.findings()).extracting(Finding::box).containsOnlyNulls();
    verify(context, never()).locate(any(), anyInt());
    verify(context).close();
  }

  @Test
  void withoutAPriorPresenceIsAskedForItself() {
    List<double[]> answers = new ArrayList<>();
    for (double yes : new double[] {0.8, 0.5, 0.49, 0.1, 0.2}) {
      answers.add(new double[] {yes, 1 - yes});
    }
    when(context.score(anyList())).thenReturn(answers);
    when(context.locate(anyList(), anyInt()))
        .thenReturn(List.of(Optional.of(HERE), Optional.of(HERE)));
    Reading reading = reader.read(null, CURRENT);
    verify(model).open(List.of(CURRENT));
    verify(context)
        .score(Arrays.stream(FindingType.values()).map(ReadingProtocol::presence).toList());
    verify(context).locate(List.of("nodule", "consolidation"), 0);
    assertThat(reading.compared()).isFalse();
    assertThat(reading.findings())
        .extracting(Finding::present)
        .containsExactly(true, true, false, false, false);
    assertThat(reading.findings())
        .extracting(Finding::probability)
        .containsExactly(0.8, 0.5, 0.49, 0.1, 0.2);
    assertThat(reading.findings()).extracting(Finding::change).containsOnlyNulls();
    assertThat(reading.findings()).extracting(Finding::changeProbability).containsOnlyNulls();
  }

  @Test
  void theImagesAreClosedAlsoWhenTheModelFails() {
    when(context.score(anyList())).thenThrow(new InferenceException("broken"));
    assertThatThrownBy(() -> reader.read(PRIOR, CURRENT))
        .isInstanceOf(InferenceException.class)
        .hasMessage("broken");
    verify(context).close();
  }

  @Test
  void theModelIsClosedWithTheReader() {
    assertThat(reader.model()).isEqualTo(IDENTITY);
    reader.close();
    verify(model).close();
  }

  @Test
  void theProtocolAsksInTheWordsThatCheckpointsAreTunedWith() {
    assertThat(ReadingProtocol.change(FindingType.PLEURAL_EFFUSION).question())
        .isEqualTo("How has pleural effusion changed?");
    assertThat(ReadingProtocol.change(FindingType.NODULE).options())
        .containsExactly("absent", "new", "worsened", "stable", "improved", "resolved");
    assertThat(ReadingProtocol.presence(FindingType.NODULE).question())
        .isEqualTo("Is there nodule in the current image?");
    assertThat(ReadingProtocol.presence(FindingType.NODULE).options()).containsExactly("yes", "no");
    assertThat(FindingType.ofId("pleural_effusion")).isEqualTo(FindingType.PLEURAL_EFFUSION);
    assertThatThrownBy(() -> FindingType.ofId("gout")).hasMessageContaining("'gout'");
  }
}
