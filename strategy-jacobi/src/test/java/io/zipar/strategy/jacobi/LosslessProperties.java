/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.DraftCounts;
import io.zipar.GeneratedImage;
import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Sampling;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.SequenceLayout;
import io.zipar.testkit.RecordingModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for every image of the lossless variants, and the cost of all variants. */
class LosslessProperties {
  @Provide
  Arbitrary<Setup> setups() {
    return Setup.any(7);
  }

  @Provide
  Arbitrary<Variant> sameTokens() {
    return withOrWithoutCorrection(Variant.sameTokens())
        .flatMap(
            variant ->
                Arbitraries.of("random", "left", "above")
                    .map(word -> variant.with("initialisation", word)));
  }

  @Provide
  Arbitrary<Variant> sameDistribution() {
    return withOrWithoutCorrection(Variant.sameDistribution());
  }

  private static Arbitrary<Variant> withOrWithoutCorrection(List<Variant> variants) {
    return Arbitraries.of(variants)
        .flatMap(
            variant ->
                Arbitraries.of("left", "none").map(word -> variant.with("correction", word)));
  }

  @Provide
  Arbitrary<Variant> lossless() {
    return withOrWithoutCorrection(Variant.lossless());
  }

  @Provide
  Arbitrary<Variant> all() {
    return withOrWithoutCorrection(Variant.all());
  }

  @Property(tries = 2000)
  void exactMatchYieldsTheTokensOfNextTokenPrediction(
      @ForAll("setups") Setup setup, @ForAll("sameTokens") Variant variant) {
    assertSameTokens(setup.ntp(), setup.run(variant));
  }

  @Property(tries = 1000)
  void greedyYieldsTheTokensOfNextTokenPrediction(
      @ForAll("setups") Setup setup, @ForAll("sameDistribution") Variant variant) {
    Setup greedy =
        new Setup(
            setup.settings(),
            setup.request().with(Sampling.GREEDY),
            setup.window(),
            setup.tokens());
    assertSameTokens(greedy.ntp(), greedy.run(variant));
  }

  /** Each image, and each of its lanes, beside structural tokens, which nobody has to draft. */
  @Property(tries = 500)
  void noPassFeedsMoreThanTheLimit(
      @ForAll("setups") Setup setup, @ForAll @IntRange(min = 1, max = 30) int limit) {
    RecordingModel model = new RecordingModel(setup.model());
    Variant limited =
        Variant.sameTokens().get(1).sized(setup.tokens(), setup.window()).with("limit", limit);
    GenerationResult result = limited.run(model, setup.request());
    assertSameTokens(setup.ntp(), result);
    SequenceLayout layout = model.layout(setup.request().grid());
    for (ForwardPass pass : model.passes()) {
      for (LanePass lane : pass.lanes()) {
        long cells = Arrays.stream(lane.positions()).filter(layout::isCell).count();
        assertTrue(cells <= limit, cells + " cells");
      }
    }
    if (limit == 1) {
      assertEquals(setup.request().grid().cells(), result.metrics().forwardPasses());
    }
  }

  @Property(tries = 300)
  void withoutDraftsSjdIsNextTokenPrediction(@ForAll("setups") Setup setup) {
    for (String coupling : List.of("none", "gumbel", "maximal")) {
      Variant variant = new Variant(new SpeculativeJacobi(), Map.of("coupling", coupling));
      assertSameTokens(setup.ntp(), variant.sized(1, 1).run(setup.model(), setup.request()));
    }
  }

  /** Where the model allows one token alone, no relaxation brings in another. */
  @Property(tries = 300)
  void greedyYieldsThoseTokensHoweverRelaxed(
      @ForAll("setups") Setup setup, @ForAll @DoubleRange(min = 0, max = 100) double relax) {
    Setup greedy =
        new Setup(
            setup.settings(),
            setup.request().with(Sampling.GREEDY),
            setup.window(),
            setup.tokens());
    Variant variant = new Variant(new SpeculativeJacobi(), Map.of("relax", "" + relax));
    assertSameTokens(greedy.ntp(), greedy.run(variant));
  }

  /** When a token is committed, every slot that its query saw holds the committed token. */
  @Property(tries = 1000)
  void whatIsCommittedHasSeenNothingButCommittedTokens(
      @ForAll("setups") Setup setup, @ForAll("lossless") Variant variant) {
    RecordingModel model = new RecordingModel(setup.model());
    GenerationResult result =
        variant.sized(setup.tokens(), setup.window()).run(model, setup.request());
    for (int image = 0; image < result.images().size(); image++) {
      Slots.checkCommits(
          model, model.layout(setup.request().grid()), result.images().get(image), image);
    }
  }

  @Property(tries = 1000)
  void passesNeverExceedThoseOfNextTokenPrediction(
      @ForAll("setups") Setup setup, @ForAll("all") Variant variant) {
    GenerationMetrics metrics = setup.run(variant).metrics();
    int cells = setup.request().grid().cells();
    assertTrue(metrics.forwardPasses() <= cells, metrics.forwardPasses() + " passes");
  }

  @Property(tries = 1000)
  void everyTokenIsAcceptedRecoveredOrBonus(
      @ForAll("setups") Setup setup, @ForAll("all") Variant variant) {
    GenerationMetrics metrics = setup.run(variant).metrics();
    DraftCounts counts = metrics.draftCounts();
    assertEquals(
        metrics.committedTokens(), counts.accepted() + counts.recovered() + counts.bonus());
    assertTrue(counts.accepted() + counts.rejected() <= metrics.drafts());
    assertTrue(counts.recovered() <= counts.rejected());
  }

  @Property(tries = 500)
  void imagesDoNotDependOnTheirBatchMates(
      @ForAll("setups") Setup setup, @ForAll("all") Variant variant) {
    GenerationResult together = setup.run(variant);
    for (int i = 0; i < together.images().size(); i++) {
      GenerationRequest alone = setup.request().with(List.of(setup.request().images().get(i)));
      GeneratedImage single =
          variant.sized(setup.tokens(), setup.window()).run(setup.model(), alone).images().get(0);
      assertArrayEquals(single.tokens(), together.images().get(i).tokens());
      assertArrayEquals(single.passOfToken(), together.images().get(i).passOfToken());
    }
  }

  private static void assertSameTokens(GenerationResult expected, GenerationResult actual) {
    for (int i = 0; i < expected.images().size(); i++) {
      assertArrayEquals(
          expected.images().get(i).tokens(), actual.images().get(i).tokens(), "image " + i);
    }
  }
}
