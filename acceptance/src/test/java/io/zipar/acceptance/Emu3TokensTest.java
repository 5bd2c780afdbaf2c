/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Conditioning;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.PromptTokens;
import io.zipar.Sampling;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Emu3's greedy images, with and without a negative prompt; prompts differ in length. */
class Emu3TokensTest {
  private static final String NAME = "emu3/emu3-tiny";
  private static final int VISUAL_OFFSET = 125;
  private static final Grid GRID = Grid.of(5, 6);

  static Stream<Arguments> runs() {
    return Backends.all()
        .flatMap(
            backend ->
                Stream.of(1, 3)
                    .flatMap(
                        guidance ->
                            Stream.of("ntp", "zipar", "jacobi")
                                .map(
                                    strategy ->
                                        Arguments.of(
                                            Named.of(backend.name(), backend),
                                            guidance,
                                            strategy))));
  }

  /** ZipAR with a window of a whole row, and Jacobi, yield what next-token prediction does. */
  @ParameterizedTest
  @MethodSource("runs")
  void tokensAreThoseOfTheAuthors(ModelBackend backend, int guidance, String strategy) {
    Golden golden = Golden.of(NAME, "generation.safetensors");
    try (TokenModel model = Backends.openModel(backend, Fixtures.path(NAME))) {
      Map<String, String> options =
          strategy.equals("zipar")
              ? Map.of("window", Integer.toString(GRID.columns()), "first-row", "window")
              : Map.of();
      GenerationResult result =
          run(
              model,
              golden.array("prompt"),
              golden.array("negative_prompt"),
              guidance,
              strategy,
              options);
      int[] codes = golden.array("cfg" + guidance + ".codes").ints();
      for (GeneratedImage image : result.images()) {
        assertArrayEquals(codes, image.tokens());
        assertEquals(
            visual(golden.array("cfg" + guidance + ".generated").ints()),
            numbers(model.info().tokens().ids(image.tokens())));
      }
      if (!strategy.equals("jacobi")) {
        assertEquals(GRID.cells(), result.metrics().forwardPasses());
      }
    }
  }

  private static GenerationResult run(
      TokenModel model,
      GoldenArray prompt,
      GoldenArray negative,
      int guidance,
      String strategy,
      Map<String, String> options) {
    Conditioning conditioning = PromptTokens.of(prompt.ints()).withNegative(negative.ints());
    List<ImageRequest> images =
        List.of(ImageRequest.of(conditioning, 1), ImageRequest.of(conditioning, 2));
    GenerationRequest request =
        GenerationRequest.of(GRID, images).with(Guidance.scale(guidance)).with(Sampling.GREEDY);
    return new Generator(model, Plugins.strategies().named(strategy), options).generate(request);
  }

  /** What is left of the generated sequence without end-of-line tokens and the end of the image. */
  private static List<Integer> visual(int[] generated) {
    List<Integer> tokens = numbers(generated);
    tokens.removeIf(token -> token < VISUAL_OFFSET);
    return tokens;
  }

  private static List<Integer> numbers(int[] values) {
    List<Integer> numbers = new ArrayList<>();
    for (int value : values) {
      numbers.add(value);
    }
    return numbers;
  }

  static Stream<Arguments> backends() {
    return Backends.all().map(backend -> Arguments.of(Named.of(backend.name(), backend)));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void guidanceWithoutANegativePromptIsRefused(ModelBackend backend) {
    Golden golden = Golden.of(NAME, "generation.safetensors");
    try (TokenModel model = Backends.openModel(backend, Fixtures.path(NAME))) {
      PromptTokens prompt = PromptTokens.of(golden.array("prompt").ints());
      GenerationRequest request =
          GenerationRequest.of(GRID, List.of(ImageRequest.of(prompt, 1)))
              .with(model.info().defaults().guidance());
      Generator generator = new Generator(model, Plugins.strategies().named("ntp"));
      String message =
          assertThrows(InvalidInputException.class, () -> generator.generate(request)).getMessage();
      assertEquals(
          "a prompt of 13 tokens: with guidance Emu3-Gen, 150K parameters needs a negative prompt",
          message);
    }
  }
}
