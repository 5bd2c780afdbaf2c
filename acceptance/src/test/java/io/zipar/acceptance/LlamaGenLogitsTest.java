/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.Visibility;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Teacher-forced and guided logits, within the tolerances of the golden data. */
class LlamaGenLogitsTest {
  private static final Grid GRID = Grid.of(8, 8);
  private static final float TOLERANCE = 1e-3f;
  private static final float GUIDED_TOLERANCE = 3e-3f;

  static List<ModelBackend> backends() {
    return Backends.all().toList();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void teacherForcedInOnePass(ModelBackend backend) {
    try (Golden golden = Golden.of("c2i-tiny");
        TokenModel model = Backends.openModel(backend, Golden.folder("c2i-tiny"))) {
      Golden.Array tokens = golden.array("teacher_tokens");
      List<Lane> lanes = lanes(golden, Lane.Role.CONDITIONAL);
      try (ModelSession session = open(model, lanes)) {
        int cells = GRID.cells();
        List<LanePass> feeds = new ArrayList<>();
        for (int lane = 0; lane < lanes.size(); lane++) {
          feeds.add(
              new LanePass(
                  lane,
                  true,
                  IntStream.range(0, cells - 1).toArray(),
                  Arrays.copyOf(tokens.get(lane).ints(), cells - 1),
                  IntStream.range(-1, cells - 1).toArray(),
                  Optional.empty()));
        }
        Logits logits = session.forward(new ForwardPass(feeds));
        for (int lane = 0; lane < lanes.size(); lane++) {
          for (int cell = 0; cell < cells; cell++) {
            float[] expected = golden.array("teacher_logits").get(lane).get(cell).values();
            assertRow(expected, logits, lane * cells + cell, TOLERANCE);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void teacherForcedTokenByTokenThroughTheCache(ModelBackend backend) {
    try (Golden golden = Golden.of("c2i-tiny");
        TokenModel model = Backends.openModel(backend, Golden.folder("c2i-tiny"))) {
      Golden.Array tokens = golden.array("teacher_tokens");
      Golden.Array expected = golden.array("teacher_logits");
      List<Lane> lanes = lanes(golden, Lane.Role.CONDITIONAL);
      try (ModelSession session = open(model, lanes)) {
        for (int cell = 0; cell < GRID.cells(); cell++) {
          Logits logits = session.forward(next(lanes.size(), cell, tokens));
          for (int lane = 0; lane < lanes.size(); lane++) {
            assertRow(expected.get(lane).get(cell).values(), logits, lane, TOLERANCE);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void guidedFirstSteps(ModelBackend backend) {
    int scale = 4;
    try (Golden golden = Golden.of("c2i-tiny");
        TokenModel model = Backends.openModel(backend, Golden.folder("c2i-tiny"))) {
      Golden.Array tokens = golden.array("ntp_greedy_tokens_cfg" + scale);
      Golden.Array expected = golden.array("ntp_first_step_logits_cfg" + scale);
      try (ModelSession conditional = open(model, lanes(golden, Lane.Role.CONDITIONAL));
          ModelSession unconditional = open(model, lanes(golden, Lane.Role.UNCONDITIONAL))) {
        for (int cell = 0; cell < expected.get(0).count(); cell++) {
          ForwardPass pass = next(tokens.count(), cell, tokens);
          Logits with = conditional.forward(pass);
          Logits without = unconditional.forward(pass);
          for (int lane = 0; lane < tokens.count(); lane++) {
            float[] guided = row(with, lane, model);
            float[] base = row(without, lane, model);
            for (int i = 0; i < guided.length; i++) {
              guided[i] = base[i] + scale * (guided[i] - base[i]);
            }
            assertArrayEquals(expected.get(lane).get(cell).values(), guided, GUIDED_TOLERANCE);
          }
        }
      }
    }
  }

  /** The pass of NTP that yields a cell, for all lanes. */
  private static ForwardPass next(int lanes, int cell, Golden.Array tokens) {
    List<LanePass> feeds = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      boolean first = cell == 0;
      feeds.add(
          new LanePass(
              lane,
              first,
              first ? new int[0] : new int[] {cell - 1},
              first ? new int[0] : new int[] {tokens.get(lane).ints()[cell - 1]},
              new int[] {cell - 1},
              Optional.empty()));
    }
    return new ForwardPass(feeds);
  }

  private static List<Lane> lanes(Golden golden, Lane.Role role) {
    List<Lane> lanes = new ArrayList<>();
    for (int label : golden.array("class_ids").ints()) {
      lanes.add(new Lane(new ClassLabel(label), role));
    }
    return lanes;
  }

  private static ModelSession open(TokenModel model, List<Lane> lanes) {
    SequenceLayout layout = model.layout(GRID);
    return model.open(new SessionRequest(layout, lanes, Visibility.WRITTEN));
  }

  private static float[] row(Logits logits, int row, TokenModel model) {
    float[] values = new float[model.info().vocabulary()];
    logits.copyRow(row, values);
    return values;
  }

  private static void assertRow(float[] expected, Logits logits, int row, float tolerance) {
    float[] actual = new float[expected.length];
    logits.copyRow(row, actual);
    assertArrayEquals(expected, actual, tolerance, "row " + row);
  }
}
