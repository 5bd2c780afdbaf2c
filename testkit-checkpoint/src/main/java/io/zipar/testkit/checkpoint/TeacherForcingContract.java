/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.Visibility;
import io.zipar.fixtures.Golden;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelSession;
import io.zipar.spi.TokenModel;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The class-conditional fixture: given tokens, one pass or many, give the authors' logits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TeacherForcingContract {
  private static final float TOLERANCE = 1e-3f;
  private static final int CELLS = 64;
  private static final int VOCABULARY = 96;

  private final Golden golden = Golden.of("llamagen/c2i-tiny");
  private TokenModel model;

  /** The backend under test. */
  protected abstract TestedBackend backend();

  @BeforeAll
  void open() {
    model = backend().openC2i(golden);
  }

  @AfterAll
  void close() {
    model.close();
  }

  private int[] teacher(int image) {
    return Arrays.copyOfRange(golden.ints("teacher_tokens"), image * CELLS, (image + 1) * CELLS);
  }

  private float[] expected(int image, int cell) {
    int from = (image * CELLS + cell) * VOCABULARY;
    return Arrays.copyOfRange(golden.floats("teacher_logits"), from, from + VOCABULARY);
  }

  /** Everything in one pass: prefix and the tokens of all cells but the last. */
  private LanePass whole(int lane, int image) {
    int[] positions = Passes.range(CELLS - 1);
    int[] tokens = Arrays.copyOf(teacher(image), CELLS - 1);
    return LanePass.of(lane, true, positions, tokens, Passes.range(CELLS));
  }

  @Test
  void onePassOverAllImagesGivesTheAuthorsLogits() {
    int[] classes = golden.ints("class_ids");
    try (ModelSession session = Passes.open(model, Visibility.WRITTEN, classes)) {
      LanePass[] lanes = new LanePass[classes.length];
      Arrays.setAll(lanes, lane -> whole(lane, lane));
      float[][] rows = Passes.run(session, model, lanes);
      for (int row = 0; row < rows.length; row++) {
        assertArrayEquals(expected(row / CELLS, row % CELLS), rows[row], TOLERANCE, "row " + row);
      }
    }
  }

  @Test
  void tokenByTokenFromTheCacheGivesTheAuthorsLogits() {
    int[] classes = golden.ints("class_ids");
    try (ModelSession session = Passes.open(model, Visibility.ALL, classes[1])) {
      assertArrayEquals(
          expected(1, 0), Passes.run(session, model, Passes.prefill(0))[0], TOLERANCE);
      for (int cell = 1; cell < CELLS; cell++) {
        int[] position = {cell - 1};
        int[] token = {teacher(1)[cell - 1]};
        float[][] rows = Passes.run(session, model, Passes.feed(0, position, token));
        assertArrayEquals(expected(1, cell), rows[0], TOLERANCE, "cell " + cell);
      }
    }
  }

  @Test
  void theOrderOfWhatIsFedHasNoInfluence() {
    int[] reversed = new int[CELLS - 1];
    int[] tokens = new int[CELLS - 1];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = CELLS - 2 - i;
      tokens[i] = teacher(0)[reversed[i]];
    }
    int[] targets = {11, 0, 63, 1};
    try (ModelSession session = Passes.open(model, Visibility.WRITTEN, golden.ints("class_ids"))) {
      LanePass lane = LanePass.of(0, true, reversed, tokens, targets);
      float[][] rows = Passes.run(session, model, lane);
      for (int row = 0; row < targets.length; row++) {
        assertArrayEquals(expected(0, targets[row]), rows[row], TOLERANCE, "row " + row);
      }
    }
  }

  @Test
  void feedingAPositionAgainReplacesIt() {
    try (ModelSession session = Passes.open(model, Visibility.WRITTEN, golden.ints("class_ids"))) {
      int[] wrong = Arrays.copyOf(teacher(3), CELLS - 1);
      for (int i = 20; i < 40; i++) {
        wrong[i] = (wrong[i] + 7) % VOCABULARY;
      }
      LanePass drafts = LanePass.of(0, true, Passes.range(CELLS - 1), wrong, new int[0]);
      assertEquals(0, Passes.run(session, model, drafts).length);
      int[] from20 = new int[CELLS - 1 - 20];
      Arrays.setAll(from20, i -> 20 + i);
      int[] tokens = Arrays.copyOfRange(teacher(0), 20, CELLS - 1);
      int[] first20 = Passes.range(20);
      Passes.run(session, model, Passes.feed(0, first20, Arrays.copyOf(teacher(0), 20)));
      float[][] rows = Passes.run(session, model, Passes.feed(0, from20, tokens));
      for (int row = 0; row < rows.length; row++) {
        assertArrayEquals(expected(0, 21 + row), rows[row], TOLERANCE, "row " + row);
      }
    }
  }

  @Test
  void greedyTokensAreTheAuthors() {
    int[] classes = golden.ints("class_ids");
    int[] wanted = golden.ints("ntp_greedy_tokens_cfg1");
    try (ModelSession session = Passes.open(model, Visibility.WRITTEN, classes)) {
      int[] tokens = new int[wanted.length];
      for (int cell = 0; cell < CELLS; cell++) {
        LanePass[] lanes = new LanePass[classes.length];
        for (int lane = 0; lane < lanes.length; lane++) {
          lanes[lane] =
              cell == 0
                  ? Passes.prefill(lane)
                  : Passes.feed(
                      lane, new int[] {cell - 1}, new int[] {tokens[lane * CELLS + cell - 1]});
        }
        float[][] rows = Passes.run(session, model, lanes);
        for (int lane = 0; lane < lanes.length; lane++) {
          tokens[lane * CELLS + cell] = Passes.argMax(rows[lane]);
        }
      }
      assertArrayEquals(wanted, tokens);
    }
  }
}
