/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingStrategy;
import io.zipar.strategy.ntp.NextTokenPrediction;
import io.zipar.testkit.GoodnessOfFit;
import io.zipar.testkit.ImageLaw;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The joint distribution of whole images against that of next-token prediction, which is
 * enumerated: 729 images of 6 cells with 3 tokens, on models in which every token depends on all
 * before it. Chi-square with a false alarm in one of a million tests; the seeds are fixed.
 */
class JointLawTest {
  private static final int VOCABULARY = 3;
  private static final int IMAGES = Integer.getInteger("zipar.test.images", 20_000);
  private static final int BATCH = 2_000;

  private static final SyntheticSettings MODEL =
      SyntheticSettings.of(Dependence.DEEP).withVocabulary(VOCABULARY).withSharpness(3);

  static Stream<Variant> variants() {
    return Stream.of("none", "gumbel", "maximal")
        .flatMap(
            coupling -> {
              Variant sjd = new Variant(new SpeculativeJacobi(), Map.of("coupling", coupling));
              Variant rows = new Variant(new Jacobi2d(), Map.of("coupling", coupling));
              return Stream.of(
                  sjd.with("window", 2),
                  sjd.with("window", 3).with("initialisation", "left"),
                  sjd.with("window", 5).with("initialisation", "above"),
                  sjd.with("window", 16),
                  sjd.with("window", 4).with("correction", "none"),
                  rows.with("window", 1).with("drafts", 1).with("initialisation", "left"),
                  rows.with("window", 2).with("drafts", 2),
                  rows.with("window", 1).with("drafts", 3),
                  rows.with("window", 1).with("drafts", 2).with("correction", "none"));
            });
  }

  @ParameterizedTest
  @MethodSource("variants")
  void losslessVariantsHaveTheJointLawOfNextTokenPrediction(Variant variant) {
    GoodnessOfFit fit = test(variant.strategy(), variant.options(), MODEL, plain(Grid.of(3, 2)));
    assertTrue(fit.fits(), variant + ": " + fit + ", " + fit.deviations() + " deviations");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void alsoWithFramesEndsOfLinesGuidanceAndFilters(Variant variant) {
    GenerationRequest request =
        plain(new Grid(2, 1, 3))
            .with(Guidance.scale(1.5))
            .with(Sampling.PLAIN.withTemperature(1.2).withTopP(0.95));
    GoodnessOfFit fit = test(variant.strategy(), variant.options(), MODEL.withEndOfLine(), request);
    assertTrue(fit.fits(), variant + ": " + fit + ", " + fit.deviations() + " deviations");
  }

  static Stream<Variant> rowsAhead() {
    return Stream.of("none", "gumbel", "maximal")
        .flatMap(
            coupling -> {
              Variant rows = new Variant(new Jacobi2d(), Map.of("coupling", coupling));
              return Stream.of(
                  rows.with("window", 1).with("drafts", 2).with("rows", 3),
                  rows.with("window", 2).with("drafts", 1).with("initialisation", "above"),
                  rows.with("window", 1).with("drafts", 0),
                  rows.with("window", 3).with("drafts", 3));
            });
  }

  /** 4096 images of 3 x 4 cells with 2 tokens: room for rows to be decoded ahead. */
  @ParameterizedTest
  @MethodSource("rowsAhead")
  void alsoWithRowsDecodedAhead(Variant variant) {
    GoodnessOfFit fit =
        test(
            variant.strategy(),
            variant.options(),
            MODEL.withVocabulary(2).withSharpness(2),
            plain(Grid.of(3, 4)));
    assertTrue(fit.fits(), variant + ": " + fit + ", " + fit.deviations() + " deviations");
  }

  @Test
  void nextTokenPredictionHasIt() {
    GoodnessOfFit fit = test(new NextTokenPrediction(), Map.of(), MODEL, plain(Grid.of(3, 2)));
    assertTrue(fit.fits(), fit.toString());
    assertTrue(fit.degreesOfFreedom() > 300, fit.toString());
  }

  @ParameterizedTest
  @EnumSource
  void brokenRulesAreFound(FaultyRule.Fault fault) {
    GoodnessOfFit fit = test(FaultyRule.strategy(fault), Map.of(), MODEL, plain(Grid.of(3, 2)));
    assertEquals(fault == FaultyRule.Fault.NONE, fit.fits(), fault + ": " + fit.deviations());
  }

  @Test
  void aRelaxedRuleIsFound() {
    Map<String, String> relaxed = Map.of("window", "5", "relax", "1", "relax-decay", "1");
    assertFalse(test(new SpeculativeJacobi(), relaxed, MODEL, plain(Grid.of(3, 2))).fits());
  }

  @Test
  void theLossyVariantIsFound() {
    Map<String, String> options = Map.of("mode", "local", "window", "1");
    assertFalse(test(new Jacobi2d(), options, MODEL, plain(Grid.of(3, 2))).fits());
  }

  private static GenerationRequest plain(Grid grid) {
    return batch(grid, 0);
  }

  private static GenerationRequest batch(Grid grid, int firstSeed) {
    return GenerationRequest.of(
        grid,
        IntStream.range(firstSeed, firstSeed + BATCH)
            .mapToObj(seed -> ImageRequest.of(new ClassLabel(0), seed))
            .toList());
  }

  private static GoodnessOfFit test(
      DecodingStrategy strategy,
      Map<String, String> options,
      SyntheticSettings settings,
      GenerationRequest request) {
    SyntheticModel model = new SyntheticModel(settings);
    ImageLaw law = ImageLaw.of(model, settings.vocabulary(), request);
    double[] probabilities = law.probabilities();
    AtomicLongArray counts = new AtomicLongArray(probabilities.length);
    IntStream.range(0, IMAGES / BATCH)
        .parallel()
        .map(number -> number * BATCH)
        .mapToObj(seed -> batch(request.grid(), seed))
        .map(batch -> batch.with(request.guidance()).with(request.sampling()))
        .map(new Generator(model, strategy, options)::generate)
        .flatMap(result -> result.images().stream())
        .forEach(image -> counts.incrementAndGet(law.indexOf(image)));
    GoodnessOfFit fit = GoodnessOfFit.of(probabilities, counts(counts));
    if (Boolean.getBoolean("zipar.test.show")) {
      System.out.printf("%s%s %s %.2f%n", strategy.name(), options, fit, fit.deviations());
    }
    return fit;
  }

  private static long[] counts(AtomicLongArray counts) {
    return IntStream.range(0, counts.length()).mapToLong(counts::get).toArray();
  }
}
