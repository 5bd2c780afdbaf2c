/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.Grid;
import io.zipar.Visibility;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Teacher-forced and guided logits, within the tolerances of the golden data. */
class RasterLogitsTest {
  private static final Grid GRID = Grid.of(8, 8);
  private static final float TOLERANCE = 1e-3f;

  static Stream<Arguments> lanesOfTeacher() {
    return backendsAndCases()
        .flatMap(
            each ->
                ((RasterCase) each.get()[1])
                    .teacherLogits().keySet().stream()
                        .map(role -> Arguments.of(each.get()[0], each.get()[1], role)));
  }

  static Stream<Arguments> backendsAndCases() {
    return Backends.all()
        .flatMap(
            backend ->
                Arrays.stream(RasterCase.values())
                    .map(which -> Arguments.of(Named.of(backend.name(), backend), which)));
  }

  @ParameterizedTest
  @MethodSource("lanesOfTeacher")
  void teacherForcedInOnePass(ModelBackend backend, RasterCase which, Lane.Role role) {
    try (TokenModel model = Backends.openModel(backend, Fixtures.path(which.folder()))) {
      checkTeacherForced(model, which, role);
    }
  }

  /** Feeds all tokens of the teacher in one pass, and compares the logits of every cell. */
  static void checkTeacherForced(TokenModel model, RasterCase which, Lane.Role role) {
    Golden golden = Golden.of(which.folder());
    GoldenArray tokens = golden.array("teacher_tokens");
    GoldenArray expected = golden.array(which.teacherLogits().get(role));
    List<Lane> lanes = lanes(which, golden, role);
    try (ModelSession session = open(model, lanes)) {
      int cells = GRID.cells();
      List<LanePass> feeds = new ArrayList<>();
      for (int lane = 0; lane < lanes.size(); lane++) {
        feeds.add(
            LanePass.of(
                lane,
                true,
                IntStream.range(0, cells - 1).toArray(),
                Arrays.copyOf(tokens.get(lane).ints(), cells - 1),
                IntStream.range(0, cells).toArray()));
      }
      Logits logits = session.forward(new ForwardPass(feeds));
      for (int lane = 0; lane < lanes.size(); lane++) {
        for (int cell = 0; cell < cells; cell++) {
          float[] row = expected.get(lane).get(cell).floats();
          assertRow(row, logits, lane * cells + cell, TOLERANCE);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lanesOfTeacher")
  void teacherForcedTokenByTokenThroughTheCache(
      ModelBackend backend, RasterCase which, Lane.Role role) {
    Golden golden = Golden.of(which.folder());
    try (TokenModel model = Backends.openModel(backend, Fixtures.path(which.folder()))) {
      GoldenArray tokens = golden.array("teacher_tokens");
      GoldenArray expected = golden.array(which.teacherLogits().get(role));
      List<Lane> lanes = lanes(which, golden, role);
      try (ModelSession session = open(model, lanes)) {
        for (int cell = 0; cell < GRID.cells(); cell++) {
          Logits logits = session.forward(next(lanes.size(), cell, tokens));
          for (int lane = 0; lane < lanes.size(); lane++) {
            assertRow(expected.get(lane).get(cell).floats(), logits, lane, TOLERANCE);
          }
        }
      }
    }
  }

  static Stream<Arguments> guidances() {
    return backendsAndCases()
        .flatMap(
            each ->
                ((RasterCase) each.get()[1])
                    .guidancesOfFirstPasses().stream()
                        .map(scale -> Arguments.of(each.get()[0], each.get()[1], scale)));
  }

  @ParameterizedTest
  @MethodSource("guidances")
  void guidedFirstSteps(ModelBackend backend, RasterCase which, String scale) {
    Golden golden = Golden.of(which.folder());
    try (TokenModel model = Backends.openModel(backend, Fixtures.path(which.folder()))) {
      GoldenArray tokens = golden.array("ntp_greedy_tokens_cfg" + scale);
      GoldenArray expected = golden.array("ntp_first_step_logits_cfg" + scale);
      try (Guided guided =
          new Guided(model, which, golden, Float.parseFloat(scale), Visibility.WRITTEN)) {
        for (int cell = 0; cell < expected.get(0).count(); cell++) {
          float[][] rows = guided.forward(next(tokens.count(), cell, tokens));
          for (int lane = 0; lane < tokens.count(); lane++) {
            assertArrayEquals(
                expected.get(lane).get(cell).floats(), rows[lane], which.guidedTolerance());
          }
        }
      }
    }
  }

  static Stream<Arguments> runsOfZipAr() {
    return backendsAndCases()
        .flatMap(
            each ->
                ((RasterCase) each.get()[1])
                    .guidances().stream()
                        .flatMap(
                            scale ->
                                Arrays.stream(Visibility.values())
                                    .map(
                                        visibility ->
                                            Arguments.of(
                                                each.get()[0], each.get()[1], scale, visibility))));
  }

  /** Feeds what the authors' ZipAR fed; their logits of every token follow. */
  @ParameterizedTest
  @MethodSource("runsOfZipAr")
  void logitsOfEveryTokenOfZipAr(
      ModelBackend backend, RasterCase which, String scale, Visibility visibility) {
    String variant = visibility == Visibility.ALL ? "authors" : "masked";
    String name = "zipar_" + variant + "_w3_cfg" + scale;
    Golden golden = Golden.of(which.folder());
    try (TokenModel model = Backends.openModel(backend, Fixtures.path(which.folder()));
        Guided guided = new Guided(model, which, golden, Float.parseFloat(scale), visibility)) {
      GoldenArray fed = golden.array(name + "_fed_tokens");
      GoldenArray expected = golden.array(name + "_token_logits");
      int[] steps = golden.array("zipar_w3_step_of_token").ints();
      int passes = golden.array("zipar_w3_forward_passes").ints()[0];
      for (int step = 0; step < passes; step++) {
        int pass = step;
        int[] cells = IntStream.range(0, steps.length).filter(c -> steps[c] == pass).toArray();
        List<LanePass> lanes = new ArrayList<>();
        for (int lane = 0; lane < fed.count(); lane++) {
          GoldenArray positions = which.fedPositions(golden, "zipar_w3", lane);
          int shift = which.prefixSlots(golden, lane);
          lanes.add(
              LanePass.of(
                  lane,
                  pass == 0,
                  used(positions.get(pass)).map(position -> position - shift).toArray(),
                  used(fed.get(lane).get(pass)).toArray(),
                  cells));
        }
        float[][] rows = guided.forward(new ForwardPass(lanes));
        for (int row = 0; row < rows.length; row++) {
          int cell = cells[row % cells.length];
          float[] wanted = expected.get(row / cells.length).get(cell).floats();
          assertArrayEquals(wanted, rows[row], which.guidedTolerance(), "cell " + cell);
        }
      }
    }
  }

  private static IntStream used(GoldenArray padded) {
    return Arrays.stream(padded.ints()).filter(value -> value >= 0);
  }

  /** Conditional and unconditional lanes that are fed the same. */
  private static final class Guided implements AutoCloseable {
    private final TokenModel model;
    private final float scale;
    private final ModelSession conditional;
    private final ModelSession unconditional;

    Guided(TokenModel model, RasterCase which, Golden golden, float scale, Visibility visibility) {
      this.model = model;
      this.scale = scale;
      this.conditional = open(model, lanes(which, golden, Lane.Role.CONDITIONAL), visibility);
      this.unconditional = open(model, lanes(which, golden, Lane.Role.UNCONDITIONAL), visibility);
    }

    float[][] forward(ForwardPass pass) {
      Logits with = conditional.forward(pass);
      Logits without = unconditional.forward(pass);
      float[][] rows = new float[with.rows()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = row(with, i, model);
        float[] base = row(without, i, model);
        for (int token = 0; token < base.length; token++) {
          rows[i][token] = base[token] + scale * (rows[i][token] - base[token]);
        }
      }
      return rows;
    }

    @Override
    public void close() {
      conditional.close();
      unconditional.close();
    }
  }

  /** The pass of NTP that yields a cell, for all lanes. */
  private static ForwardPass next(int lanes, int cell, GoldenArray tokens) {
    List<LanePass> feeds = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      boolean first = cell == 0;
      feeds.add(
          LanePass.of(
              lane,
              first,
              first ? new int[0] : new int[] {cell - 1},
              first ? new int[0] : new int[] {tokens.get(lane).ints()[cell - 1]},
              new int[] {cell}));
    }
    return new ForwardPass(feeds);
  }

  private static List<Lane> lanes(RasterCase which, Golden golden, Lane.Role role) {
    return which.conditionings(golden).stream().map(each -> new Lane(each, role)).toList();
  }

  private static ModelSession open(TokenModel model, List<Lane> lanes) {
    return open(model, lanes, Visibility.WRITTEN);
  }

  private static ModelSession open(TokenModel model, List<Lane> lanes, Visibility visibility) {
    return model.open(SessionRequest.of(model.layout(GRID), lanes).with(visibility));
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
