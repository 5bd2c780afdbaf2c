/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.PromptTokens;
import io.zipar.Sampling;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.RecordingModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lumina-mGPT's greedy images: next-token prediction as published, and the loop of ZipAR's authors.
 * Theirs opens a row one token earlier than its window s says, so that it is our {@code window} s -
 * 1, and it runs the begin of the image and its size in three passes of their own.
 */
class LuminaTokensTest {
  private static final String NAME = "chameleon/lumina-gen-tiny";
  private static final Grid GRID = Grid.of(8, 8);
  private static final int PASSES_BEFORE = 3;
  private static final int[] IMAGE_START = {8197, 8808, 8808};
  private static final int END_OF_LINE = 8803;
  private static final int END_OF_IMAGE = 8196;

  static Stream<Arguments> backendsAndGuidances() {
    return Backends.all()
        .flatMap(
            backend ->
                Stream.of(1, 3)
                    .map(scale -> Arguments.of(Named.of(backend.name(), backend), scale)));
  }

  @ParameterizedTest
  @MethodSource("backendsAndGuidances")
  void nextTokenPredictionIsTheOriginal(ModelBackend backend, int scale) {
    Golden golden = Golden.of(NAME);
    try (TokenModel model = open(backend, Map.of())) {
      GenerationResult result = run(model, golden, scale, "ntp", Map.of());
      checkTokens(golden, "ntp_cfg" + scale, model, result);
      assertEquals(GRID.cells(), result.metrics().forwardPasses());
    }
  }

  static Stream<Arguments> windows() {
    return backendsAndGuidances()
        .flatMap(
            each ->
                Stream.of(3, 6)
                    .flatMap(
                        window ->
                            Stream.of(false, true)
                                .map(
                                    mutual ->
                                        Arguments.of(
                                            each.get()[0], each.get()[1], window, mutual))));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void zipArIsThatOfItsAuthors(
      ModelBackend backend, int scale, int theirWindow, boolean bidirectionalPrompt) {
    String run =
        "zipar_s" + theirWindow + "_cfg" + scale + (bidirectionalPrompt ? "_bidirprompt" : "");
    String window = Integer.toString(theirWindow - 1);
    Map<String, String> options = Map.of("window", window, "first-row", "window");
    Golden golden = Golden.of(NAME);
    try (TokenModel opened = open(backend, asTheAuthors(bidirectionalPrompt))) {
      RecordingModel model = new RecordingModel(opened);
      GenerationResult result = run(model, golden, scale, "zipar", options);
      checkTokens(golden, run, model, result);
      int[] theirPasses = golden.array(run + ".forward_index").ints();
      int[] ours = Arrays.stream(theirPasses).map(pass -> pass - PASSES_BEFORE - 1).toArray();
      result.images().forEach(image -> assertArrayEquals(ours, image.passOfToken()));
      int[] queries = golden.array(run + ".queries_per_forward").ints();
      assertEquals(queries.length - PASSES_BEFORE, result.metrics().forwardPasses());
      checkQueries(queries, model.passes());
    }
  }

  private static Map<String, String> asTheAuthors(boolean bidirectionalPrompt) {
    return Map.of(
        "unconditional",
        "padded-prompt",
        "prompt-attention",
        bidirectionalPrompt ? "bidirectional" : "causal");
  }

  /** In their first pass of the image they feed the width, which belongs to our prefix. */
  private static void checkQueries(int[] queries, List<ForwardPass> passes) {
    for (int pass = 1; pass < passes.size(); pass++) {
      for (LanePass lane : passes.get(pass).lanes()) {
        assertEquals(queries[PASSES_BEFORE + pass], lane.positions().length, "pass " + pass);
      }
    }
  }

  private static TokenModel open(ModelBackend backend, Map<String, String> options) {
    try (TransformerSource source =
        ModelLoader.discover().openTransformer(Fixtures.path(NAME), Optional.empty(), options)) {
      return Backends.open(backend, source);
    }
  }

  private static GenerationResult run(
      TokenModel model, Golden golden, int scale, String strategy, Map<String, String> options) {
    PromptTokens prompt = PromptTokens.of(golden.array("prompt").ints());
    GenerationRequest request =
        GenerationRequest.of(GRID, List.of(ImageRequest.of(prompt, 1), ImageRequest.of(prompt, 2)))
            .with(Guidance.scale(scale))
            .with(Sampling.GREEDY);
    return new Generator(model, Plugins.strategies().named(strategy), options).generate(request);
  }

  private static void checkTokens(
      Golden golden, String run, TokenModel model, GenerationResult result) {
    int[] grid = golden.array(run + ".grid").ints();
    int[] sequence = golden.array(run + ".tokens").ints();
    for (GeneratedImage image : result.images()) {
      int[] ids = model.info().tokens().ids(image.tokens());
      assertArrayEquals(grid, ids);
      int[] written = sequence(golden.array("prompt").ints(), ids);
      assertArrayEquals(written, Arrays.copyOf(sequence, written.length));
    }
  }

  /** The sequence as the checkpoint numbers it, up to the end of the image. */
  private static int[] sequence(int[] prompt, int[] ids) {
    IntStream rows =
        IntStream.range(0, GRID.rows())
            .flatMap(
                row ->
                    IntStream.concat(
                        Arrays.stream(ids, row * GRID.columns(), (row + 1) * GRID.columns()),
                        IntStream.of(END_OF_LINE)));
    return Stream.of(
            Arrays.stream(prompt), Arrays.stream(IMAGE_START), rows, IntStream.of(END_OF_IMAGE))
        .flatMapToInt(part -> part)
        .toArray();
  }
}
