package org.juxta.inference.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.juxta.inference.Models;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.OptionQuestion;
import org.juxta.inference.lvlm.VisionLanguageModel;

class SelfCheckTest {

  /** A model whose first option's share is told by the images. */
  private static SelfCheck checked(Function<List<ImageInput>, Double> share) {
    VisionLanguageModel model = mock(VisionLanguageModel.class);
    when(model.open(anyList()))
        .thenAnswer(
            opened -> {
              double p = share.apply(opened.getArgument(0));
              ImageContext context = mock(ImageContext.class);
              when(context.score(anyList()))
                  .thenAnswer(
                      asked ->
                          asked.<List<OptionQuestion>>getArgument(0).stream()
                              .map(question -> new double[] {p, 1 - p, 0, 0, 0, 0})
                              .toList());
              return context;
            });
    return SelfCheck.of(model);
  }

  private static double brightness(ImageInput image) {
    double sum = 0;
    for (float value : image.luminance()) {
      sum += value;
    }
    return sum / image.luminance().length;
  }

  @Test
  void aModelThatAnswersTheSameToBlankImagesIgnoresThem() {
    SelfCheck check = checked(images -> 0.7);
    assertThat(check.ignoresImages()).isTrue();
    assertThat(check.imageEffect()).isZero();
  }

  @Test
  void aModelThatTakesImagesInAnyOrderIgnoresTheirOrder() {
    SelfCheck check = checked(images -> brightness(images.get(0)) * brightness(images.get(1)));
    assertThat(check.ignoresImages()).isFalse();
    assertThat(check.ignoresOrder()).isTrue();
  }

  @Test
  void theEmbeddedModelLooksAtBothImagesInTheirOrder() {
    try (VisionLanguageModel model = Models.load(Models.EMBEDDED)) {
      SelfCheck check = SelfCheck.of(model);
      assertThat(check.ignoresImages()).isFalse();
      assertThat(check.ignoresOrder()).isFalse();
    }
  }
}
