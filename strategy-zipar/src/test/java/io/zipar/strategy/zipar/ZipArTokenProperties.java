/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.Visibility;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.strategy.ntp.NextTokenPrediction;
import io.zipar.testkit.GridArbitraries;
import io.zipar.testkit.GridArbitraries.GridAndWindow;
import io.zipar.testkit.Requests;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which tokens ZipAR yields, beside next-token prediction with the same seeds. */
class ZipArTokenProperties {
  @Provide
  Arbitrary<GridAndWindow> gridsAndWindows() {
    return GridArbitraries.gridsWithWindow(12);
  }

  @Property(tries = 200)
  void aWindowOfAllColumnsYieldsTheTokensOfNextTokenPrediction(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll boolean endOfLine,
      @ForAll Visibility visibility) {
    SyntheticSettings settings = settings(Dependence.FULL, endOfLine);
    GenerationRequest request =
        Requests.of(sizes.grid(), images, seed).with(Guidance.scale(2)).with(visibility);
    assertSameTokens(ntp(settings, request), zipAr(settings, request, sizes.grid().columns()));
  }

  @Property(tries = 200)
  void aModelThatLooksNoFurtherThanTheWindowYieldsTheTokensOfNextTokenPrediction(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll long seed,
      @ForAll boolean endOfLine) {
    Assume.that(sizes.window() >= 2);
    SyntheticSettings settings = settings(Dependence.local(sizes.window() - 1), endOfLine);
    GenerationRequest request = Requests.of(sizes.grid(), 2, seed);
    assertSameTokens(ntp(settings, request), zipAr(settings, request, sizes.window()));
  }

  @Test
  void aModelThatLooksBeyondTheWindowYieldsOtherTokens() {
    SyntheticSettings settings = settings(Dependence.local(5), false);
    GenerationRequest request = Requests.of(Grid.of(8, 12), 1, 3);
    int[] sequential = ntp(settings, request).images().get(0).tokens();
    int[] parallel = zipAr(settings, request, 5).images().get(0).tokens();
    assertFalse(Arrays.equals(sequential, parallel));
  }

  @Property(tries = 100)
  void imagesDoNotDependOnTheirBatchMates(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 4) int images) {
    SyntheticSettings settings = settings(Dependence.FULL, false);
    GenerationRequest batch = Requests.of(sizes.grid(), images, seed);
    GenerationResult together = zipAr(settings, batch, sizes.window());
    for (int i = 0; i < images; i++) {
      GenerationRequest alone = GenerationRequest.of(sizes.grid(), List.of(batch.images().get(i)));
      GeneratedImage single = zipAr(settings, alone, sizes.window()).images().get(0);
      assertArrayEquals(single.tokens(), together.images().get(i).tokens());
      assertArrayEquals(single.passOfToken(), together.images().get(i).passOfToken());
    }
  }

  private static SyntheticSettings settings(Dependence dependence, boolean endOfLine) {
    SyntheticSettings settings = SyntheticSettings.of(dependence);
    return endOfLine ? settings.withEndOfLine() : settings;
  }

  private static GenerationResult ntp(SyntheticSettings settings, GenerationRequest request) {
    return new Generator(new SyntheticModel(settings), new NextTokenPrediction()).generate(request);
  }

  private static GenerationResult zipAr(
      SyntheticSettings settings, GenerationRequest request, int window) {
    Map<String, String> options = Map.of("window", Integer.toString(window));
    return new Generator(new SyntheticModel(settings), new ZipAr(), options).generate(request);
  }

  private static void assertSameTokens(GenerationResult expected, GenerationResult actual) {
    assertEquals(expected.images().size(), actual.images().size());
    for (int i = 0; i < expected.images().size(); i++) {
      assertArrayEquals(
          expected.images().get(i).tokens(), actual.images().get(i).tokens(), "image " + i);
    }
  }
}
