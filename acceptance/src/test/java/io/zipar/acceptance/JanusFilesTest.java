/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.Conditioning;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.fixtures.Golden;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.Lane;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Janus from every form that its files come in: written by torch or safetensors, whole and in
 * parts, in float32, float16 and bfloat16. The golden weights have as many bits as the narrowest,
 * so that one tolerance holds for all.
 */
class JanusFilesTest {
  private static final RasterCase JANUS = RasterCase.JANUS;
  private static final Grid GRID = Grid.of(8, 8);
  private static final double GUIDANCE = 5;

  @TempDir Path work;

  static Stream<Arguments> backendsAndForms() {
    return Backends.all()
        .flatMap(
            backend ->
                MadeUpJanus.everyForm()
                    .map(form -> Arguments.of(Named.of(backend.name(), backend), form)));
  }

  @ParameterizedTest
  @MethodSource("backendsAndForms")
  void hasTheLogitsAndTokensOfItsAuthors(ModelBackend backend, MadeUpJanus form)
      throws IOException {
    form.write(work);
    Golden golden = Golden.of(JANUS.folder());
    try (TokenModel model = Backends.openModel(backend, work)) {
      for (Lane.Role role : Lane.Role.values()) {
        RasterLogitsTest.checkTeacherForced(model, JANUS, role);
      }
      for (Map.Entry<String, String> run :
          Map.of("ntp", "ntp_greedy_tokens_cfg5", "zipar", "zipar_masked_w3_cfg5_tokens")
              .entrySet()) {
        int[][] tokens = paint(model, golden, run.getKey());
        for (int image = 0; image < tokens.length; image++) {
          assertArrayEquals(golden.array(run.getValue()).get(image).ints(), tokens[image]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndForms")
  void hasTheImageTokenizerOfItsAuthors(ModelBackend backend, MadeUpJanus form) throws IOException {
    form.write(work);
    Golden golden = Golden.of(JANUS.folder());
    try (ImageTokenizer tokenizer = Backends.openImageTokenizer(backend, work)) {
      LlamaGenImageTokenizerTest.checkDecode(
          golden, tokenizer, "decode_tokens", "decode_image", GRID);
      LlamaGenImageTokenizerTest.checkEncode(
          golden, tokenizer, "encode_input", "encode_indices", GRID);
    }
  }

  /** The tokens of all prompts in one batch. */
  private static int[][] paint(TokenModel model, Golden golden, String strategy) {
    List<Conditioning> prompts = JANUS.conditionings(golden);
    GenerationRequest request =
        GenerationRequest.of(
                GRID,
                IntStream.range(0, prompts.size())
                    .mapToObj(i -> ImageRequest.of(prompts.get(i), i))
                    .toList())
            .with(Guidance.scale(GUIDANCE))
            .with(Sampling.GREEDY);
    Map<String, String> options = strategy.equals("zipar") ? Map.of("window", "3") : Map.of();
    return new Generator(model, Plugins.strategies().named(strategy), options)
        .generate(request).images().stream().map(image -> image.tokens()).toArray(int[][]::new);
  }
}
