/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.Grid;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.TensorStore;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import io.zipar.spi.TokenNumbering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The logits of whole texts, all of the vocabulary, in one pass and through the cache. They stand
 * for the hidden states of the golden data too, which no backend shows: every one of them goes into
 * the logits.
 */
class LanguageLogitsTest {
  private static final float TOLERANCE = 1e-4f;
  private static final String CHAMELEON = "chameleon/chameleon-tiny";

  static Stream<Arguments> backendsAndCases() {
    return Backends.all()
        .flatMap(
            backend ->
                Stream.of("emu3/emu3-tiny", CHAMELEON, CHAMELEON + "-swin")
                    .map(name -> Arguments.of(Named.of(backend.name(), backend), name)));
  }

  @ParameterizedTest
  @MethodSource("backendsAndCases")
  void inOnePass(ModelBackend backend, String name) {
    Golden golden = Golden.of(name);
    try (TokenModel model = open(backend, name)) {
      GoldenArray texts = golden.array("tokens");
      int length = texts.get(0).count();
      try (ModelSession session = open(model, texts)) {
        List<LanePass> lanes = new ArrayList<>();
        for (int lane = 0; lane < texts.count(); lane++) {
          int[] tokens = texts.get(lane).ints();
          lanes.add(
              LanePass.of(
                  lane,
                  true,
                  IntStream.range(0, length - 1).toArray(),
                  Arrays.copyOfRange(tokens, 1, length),
                  IntStream.range(0, length).toArray()));
        }
        Logits logits = session.forward(new ForwardPass(lanes));
        for (int row = 0; row < logits.rows(); row++) {
          assertRow(golden, row / length, row % length, logits, row);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndCases")
  void tokenByToken(ModelBackend backend, String name) {
    Golden golden = Golden.of(name);
    try (TokenModel model = open(backend, name)) {
      GoldenArray texts = golden.array("tokens");
      try (ModelSession session = open(model, texts)) {
        for (int fed = 0; fed < texts.get(0).count(); fed++) {
          List<LanePass> lanes = new ArrayList<>();
          for (int lane = 0; lane < texts.count(); lane++) {
            int[] position = fed == 0 ? new int[0] : new int[] {fed - 1};
            int[] token = fed == 0 ? new int[0] : new int[] {texts.get(lane).ints()[fed]};
            int[] target = {fed};
            lanes.add(LanePass.of(lane, fed == 0, position, token, target));
          }
          Logits logits = session.forward(new ForwardPass(lanes));
          for (int lane = 0; lane < texts.count(); lane++) {
            assertRow(golden, lane, fed, logits, lane);
          }
        }
      }
    }
  }

  /** What the authors mask with {@code mask_image_logits} is what our numbering holds. */
  @Test
  void imageTokensAreThoseThatTheAuthorsMask() {
    for (String name : List.of(CHAMELEON, CHAMELEON + "-swin")) {
      Golden golden = Golden.of(name);
      try (TransformerSource source =
          ModelLoader.discover().openTransformer(Fixtures.path(name), Optional.empty())) {
        float[] logits = golden.array("logits").floats();
        TokenNumbering tokens = source.network().tokens();
        int vocabulary = source.network().sizes().vocabulary();
        for (int row = 0; row < logits.length; row += vocabulary) {
          for (int code = 0; code < tokens.imageTokens(); code++) {
            logits[row + tokens.id(code)] = -Float.MAX_VALUE;
          }
        }
        assertArrayEquals(golden.array("logits_image_masked").floats(), logits);
      }
    }
  }

  private static TokenModel open(ModelBackend backend, String name) {
    try (TransformerSource painter =
            ModelLoader.discover().openTransformer(Fixtures.path(name), Optional.empty());
        TensorStore tensors =
            Safetensors.open(
                CheckpointFile.open(Fixtures.path(name).resolve("model.safetensors")))) {
      return Backends.open(
          backend, new LanguageModel(painter, tensors.find("lm_head.weight").orElseThrow()));
    }
  }

  private static ModelSession open(TokenModel model, GoldenArray texts) {
    List<Lane> lanes = new ArrayList<>();
    for (int lane = 0; lane < texts.count(); lane++) {
      int first = texts.get(lane).ints()[0];
      lanes.add(new Lane(new LanguageModel.Text(first), Lane.Role.CONDITIONAL));
    }
    int cells = texts.get(0).count() - 1;
    return model.open(SessionRequest.of(model.layout(Grid.of(1, cells)), lanes));
  }

  private static void assertRow(Golden golden, int text, int token, Logits logits, int row) {
    float[] expected = golden.array("logits").get(text).get(token).floats();
    float[] actual = new float[expected.length];
    logits.copyRow(row, actual);
    assertArrayEquals(expected, actual, TOLERANCE, "text " + text + ", token " + token);
  }
}
