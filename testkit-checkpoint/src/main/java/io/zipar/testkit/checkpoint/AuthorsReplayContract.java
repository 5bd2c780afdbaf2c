/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.Visibility;
import io.zipar.fixtures.Golden;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelSession;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Feeds pass by pass what the authors' ZipAR fed, stand-ins and replacements included, and compares
 * the logits that each token was picked from: with every slot visible, and with written slots only.
 */
public abstract class AuthorsReplayContract {
  private static final float TOLERANCE = 1e-3f;
  private static final int CELLS = 64;
  private static final int VOCABULARY = 96;
  private static final int PER_PASS = 3;

  private final Golden golden = Golden.of("llamagen/c2i-tiny");
  private final int[] fedPositions = golden.ints("zipar_w3_fed_positions");
  private final int[] passOfToken = golden.ints("zipar_w3_step_of_token");

  /** The backend under test. */
  protected abstract TestedBackend backend();

  @ParameterizedTest
  @CsvSource({"authors, ALL", "masked, WRITTEN"})
  void logitsAreTheAuthors(String variant, Visibility visibility) {
    int[] fedTokens = golden.ints("zipar_" + variant + "_w3_cfg1_fed_tokens");
    float[] expected = golden.floats("zipar_" + variant + "_w3_cfg1_token_logits");
    int[] classes = golden.ints("class_ids");
    int passes = fedPositions.length / PER_PASS;
    try (TokenModel model = backend().openC2i(golden);
        ModelSession session = Passes.open(model, visibility, classes)) {
      for (int pass = 0; pass < passes; pass++) {
        LanePass[] lanes = new LanePass[classes.length];
        for (int lane = 0; lane < lanes.length; lane++) {
          lanes[lane] =
              lane(
                  lane,
                  pass,
                  Arrays.copyOfRange(
                      fedTokens, lane * passes * PER_PASS, (lane + 1) * passes * PER_PASS));
        }
        float[][] rows = Passes.run(session, model, lanes);
        int[] cells = cellsOf(pass);
        for (int row = 0; row < rows.length; row++) {
          int from = (row / cells.length * CELLS + cells[row % cells.length]) * VOCABULARY;
          assertArrayEquals(
              Arrays.copyOfRange(expected, from, from + VOCABULARY),
              rows[row],
              TOLERANCE,
              "pass " + pass + " row " + row);
        }
      }
    }
  }

  /** A pass of images that wait differently long gives each the logits it gets alone. */
  @Test
  void imagesOutOfStepDoNotDisturbEachOther() {
    int[] fedTokens = golden.ints("zipar_authors_w3_cfg1_fed_tokens");
    float[] expected = golden.floats("zipar_authors_w3_cfg1_token_logits");
    int[] classes = golden.ints("class_ids");
    int passes = fedPositions.length / PER_PASS;
    try (TokenModel model = backend().openC2i(golden);
        ModelSession session = Passes.open(model, Visibility.ALL, classes)) {
      for (int round = 0; round < passes + 2 * classes.length; round++) {
        List<LanePass> lanes = new ArrayList<>();
        List<float[]> wanted = new ArrayList<>();
        for (int lane = classes.length - 1; lane >= 0; lane--) {
          int pass = round - 2 * lane;
          if (pass < 0 || pass >= passes) {
            continue;
          }
          lanes.add(
              lane(
                  lane,
                  pass,
                  Arrays.copyOfRange(
                      fedTokens, lane * passes * PER_PASS, (lane + 1) * passes * PER_PASS)));
          for (int cell : cellsOf(pass)) {
            int from = (lane * CELLS + cell) * VOCABULARY;
            wanted.add(Arrays.copyOfRange(expected, from, from + VOCABULARY));
          }
        }
        if (lanes.isEmpty()) {
          continue;
        }
        float[][] rows = Passes.run(session, model, lanes.toArray(LanePass[]::new));
        for (int row = 0; row < rows.length; row++) {
          assertArrayEquals(wanted.get(row), rows[row], TOLERANCE, "round " + round);
        }
      }
    }
  }

  private LanePass lane(int lane, int pass, int[] fedTokens) {
    int[] entries =
        IntStream.range(pass * PER_PASS, (pass + 1) * PER_PASS)
            .filter(entry -> fedPositions[entry] >= 0)
            .toArray();
    return LanePass.of(
        lane,
        pass == 0,
        // The prefix of this model takes one position of the sequence.
        Arrays.stream(entries).map(entry -> fedPositions[entry] - 1).toArray(),
        Arrays.stream(entries).map(entry -> fedTokens[entry]).toArray(),
        cellsOf(pass));
  }

  /** The cells whose tokens come from a pass. */
  private int[] cellsOf(int pass) {
    return Arrays.stream(Passes.range(CELLS)).filter(cell -> passOfToken[cell] == pass).toArray();
  }
}
