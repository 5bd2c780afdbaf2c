/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.plugin.PluginChoice;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The lossless strategies on the golden checkpoint: fewer passes, the same tokens. */
class LosslessStrategiesTest {
  private static final Grid GRID = Grid.of(8, 8);

  static Stream<Arguments> backendsAndStrategies() {
    return Backends.all()
        .flatMap(
            backend ->
                Stream.of(
                        "jacobi:window=2",
                        "jacobi:window=16",
                        "jacobi:window=7,initialisation=above",
                        "sjd:window=8",
                        "sjd:window=16,coupling=gumbel",
                        "jacobi2d",
                        "jacobi2d:coupling=match,window=3")
                    .map(strategy -> Arguments.of(backend, strategy)));
  }

  /** Greedy: the authors' tokens, whatever a strategy promises of its distribution. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("backendsAndStrategies")
  void greedyTokensAreTheAuthors(ModelBackend backend, String strategy) {
    Golden golden = Golden.of("llamagen/c2i-tiny");
    try (TokenModel model = Backends.openModel(backend, Fixtures.path("llamagen/c2i-tiny"))) {
      int[] classes = golden.array("class_ids").ints();
      for (int scale : new int[] {1, 4}) {
        List<ImageRequest> images =
            IntStream.range(0, classes.length)
                .mapToObj(i -> ImageRequest.of(new ClassLabel(classes[i]), i))
                .toList();
        GenerationResult result =
            run(
                model,
                strategy,
                GenerationRequest.of(GRID, images)
                    .with(Guidance.scale(scale))
                    .with(Sampling.GREEDY));
        GoldenArray expected = golden.array("ntp_greedy_tokens_cfg" + scale);
        for (int i = 0; i < classes.length; i++) {
          assertArrayEquals(expected.get(i).ints(), result.images().get(i).tokens());
        }
        assertTrue(result.metrics().forwardPasses() <= GRID.cells());
      }
    }
  }

  static Stream<Arguments> backends() {
    return Backends.all().map(Arguments::of);
  }

  /** Sampled: Jacobi with the noise of the positions draws what next-token prediction draws. */
  @ParameterizedTest
  @MethodSource("backends")
  void jacobiSamplesTheTokensOfNextTokenPrediction(ModelBackend backend) {
    try (TokenModel model = Backends.openModel(backend, Fixtures.path("llamagen/c2i-tiny"))) {
      List<ImageRequest> images =
          LongStream.range(0, 6)
              .mapToObj(seed -> ImageRequest.of(new ClassLabel((int) seed), seed))
              .toList();
      GenerationRequest request =
          GenerationRequest.of(GRID, images)
              .with(Guidance.scale(2))
              .with(Sampling.PLAIN.withTemperature(1.5).withTopK(50).withTopP(0.98));
      GenerationResult expected = run(model, "ntp", request);
      for (String strategy :
          List.of("jacobi:window=5", "jacobi:window=64", "jacobi2d:coupling=match")) {
        GenerationResult actual = run(model, strategy, request);
        for (int i = 0; i < images.size(); i++) {
          assertArrayEquals(
              expected.images().get(i).tokens(), actual.images().get(i).tokens(), strategy);
        }
      }
    }
  }

  private static GenerationResult run(
      TokenModel model, String strategy, GenerationRequest request) {
    PluginChoice choice = PluginChoice.parse(strategy);
    return new Generator(model, Plugins.strategies().named(choice.name()), choice.options())
        .generate(request);
  }
}
