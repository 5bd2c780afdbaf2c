/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.ClassLabel;
import io.zipar.Visibility;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lanes whose prefixes have 1, 4 and 120 slots, two images with guidance: each lane's logits are
 * those of the lane alone.
 */
public abstract class UnequalLanesContract {
  private static final float TOLERANCE = 1e-4f;

  private static final List<Lane> LANES =
      List.of(
          new Lane(new ClassLabel(0), Lane.Role.CONDITIONAL),
          new Lane(new ClassLabel(120), Lane.Role.CONDITIONAL),
          new Lane(new ClassLabel(0), Lane.Role.UNCONDITIONAL),
          new Lane(new ClassLabel(120), Lane.Role.UNCONDITIONAL));

  /** What each pass feeds, to every lane the same. */
  private static final int[][] POSITIONS = {{}, {0}, {1, 2, 7}, {3}, {2, 8, 4, 5}, {6, 23}};

  /** The backend under test. */
  protected abstract TestedBackend backend();

  @ParameterizedTest
  @EnumSource
  void eachLaneIsAsIfAlone(Visibility visibility) {
    SyntheticTransformer source = RandomPasses.network(4, 2, RotaryTable.Pairing.HALVES);
    try (TokenModel model = backend().open(source)) {
      List<float[][]> together = run(model, visibility, LANES);
      for (int lane = 0; lane < LANES.size(); lane++) {
        List<float[][]> alone = run(model, visibility, List.of(LANES.get(lane)));
        for (int pass = 0; pass < POSITIONS.length; pass++) {
          float[][] expected = alone.get(pass);
          assertEquals(LANES.size() * expected.length, together.get(pass).length);
          for (int row = 0; row < expected.length; row++) {
            float[] actual = together.get(pass)[lane * expected.length + row];
            assertArrayEquals(
                expected[row], actual, TOLERANCE, LANES.get(lane) + " in pass " + pass);
          }
        }
      }
    }
  }

  private static List<float[][]> run(TokenModel model, Visibility visibility, List<Lane> lanes) {
    SessionRequest request =
        SessionRequest.of(model.layout(model.info().defaultGrid()), lanes).with(visibility);
    List<float[][]> rows = new ArrayList<>();
    try (ModelSession session = model.open(request)) {
      for (int[] positions : POSITIONS) {
        LanePass[] passes = new LanePass[lanes.size()];
        for (int lane = 0; lane < passes.length; lane++) {
          passes[lane] = pass(lane, positions, model.info().vocabulary());
        }
        rows.add(Passes.run(session, model, passes));
      }
    }
    return rows;
  }

  private static LanePass pass(int lane, int[] positions, int vocabulary) {
    if (positions.length == 0) {
      return Passes.prefill(lane);
    }
    int[] tokens = new int[positions.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = (5 * positions[i] + 3) % vocabulary;
    }
    return Passes.feed(lane, positions, tokens);
  }
}
