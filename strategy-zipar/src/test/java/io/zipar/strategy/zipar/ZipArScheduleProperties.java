/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.GeneratedImage;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.GridArbitraries;
import io.zipar.testkit.GridArbitraries.GridAndWindow;
import io.zipar.testkit.RecordingModel;
import io.zipar.testkit.Requests;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * When ZipAR decodes which cell: arXiv 2412.04062, section 3, over grids and windows of any size.
 */
class ZipArScheduleProperties {
  private static final SyntheticSettings SETTINGS = SyntheticSettings.of(Dependence.FULL);

  @Provide
  Arbitrary<GridAndWindow> gridsAndWindows() {
    return GridArbitraries.gridsWithWindow(40);
  }

  @Provide
  Arbitrary<String> firstRows() {
    return Arbitraries.of("full", "window");
  }

  @Provide
  Arbitrary<SyntheticSettings> layouts() {
    return Arbitraries.of(SETTINGS, SETTINGS.withEndOfLine());
  }

  /** Cell (r, c) is sampled only after (r, c-1) and after (r-1, min(c + window - 1, C - 1)). */
  @Property(tries = 400)
  void everyCellWaitsForItsLeftNeighbourAndForTheWindowAbove(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll("firstRows") String firstRow,
      @ForAll("layouts") SyntheticSettings settings) {
    Grid grid = sizes.grid();
    int[] pass = run(sizes, firstRow, settings).images().get(0).passOfToken();
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        int own = pass[row * grid.columns() + column];
        if (column > 0) {
          assertTrue(own > pass[row * grid.columns() + column - 1]);
        }
        if (row > 0) {
          int above = Math.min(column + sizes.window() - 1, grid.columns() - 1);
          assertTrue(own > pass[(row - 1) * grid.columns() + above]);
        }
      }
    }
  }

  @Property(tries = 400)
  void passesFollowThePublishedFormula(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll("layouts") SyntheticSettings settings) {
    int rows = sizes.grid().rows();
    int columns = sizes.grid().columns();
    int expected = rows == 1 ? columns : 2 * columns + (rows - 2) * sizes.window();
    assertEquals(expected, run(sizes, "full", settings).metrics().forwardPasses());
  }

  @Property(tries = 400)
  void passesWithAnEarlySecondRowFollowTheShorterFormula(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll("layouts") SyntheticSettings settings) {
    int expected = sizes.grid().columns() + (sizes.grid().rows() - 1) * sizes.window();
    assertEquals(expected, run(sizes, "window", settings).metrics().forwardPasses());
  }

  /** The passes of (r, c): C + (r - 1) window + c, and c in the first row. */
  @Property(tries = 400)
  void everyTokenComesFromItsPublishedPass(@ForAll("gridsAndWindows") GridAndWindow sizes) {
    int columns = sizes.grid().columns();
    int[] pass = run(sizes, "full", SETTINGS).images().get(0).passOfToken();
    for (int cell = 0; cell < pass.length; cell++) {
      int row = cell / columns;
      int start = row == 0 ? 0 : columns + (row - 1) * sizes.window();
      assertEquals(start + cell % columns, pass[cell]);
    }
  }

  /**
   * The predecessor of whatever is asked for is fed in the same pass; and every slot holds its
   * final token by the end, but for the last position, which nothing follows.
   */
  @Property(tries = 400)
  void everySlotEndsUpWithTheTokenThatWasCommitted(
      @ForAll("gridsAndWindows") GridAndWindow sizes, @ForAll("firstRows") String firstRow) {
    RecordingModel model = new RecordingModel(new SyntheticModel(SETTINGS));
    GenerationResult result = generate(model, sizes, firstRow);
    int[] tokens = result.images().get(0).tokens();
    int[] slots = new int[tokens.length];
    Arrays.fill(slots, -1);
    for (ForwardPass pass : model.passes()) {
      LanePass lane = pass.lanes().get(0);
      Set<Integer> fed = new HashSet<>();
      for (int i = 0; i < lane.positions().length; i++) {
        slots[lane.positions()[i]] = lane.tokens()[i];
        fed.add(lane.positions()[i]);
      }
      for (int target : lane.targets()) {
        assertTrue(target == 0 || fed.contains(target - 1));
      }
    }
    for (int position = 0; position < tokens.length - 1; position++) {
      assertEquals(tokens[position], slots[position], "slot " + position);
    }
  }

  /**
   * In the place of a token that is not there yet stands the newest of the row above it; in the
   * first row, which has none above, its own newest.
   */
  @Property(tries = 400)
  void whatStandsInIsTheNewestTokenTwoRowsAboveTheStartingRow(
      @ForAll("gridsAndWindows") GridAndWindow sizes, @ForAll("firstRows") String firstRow) {
    RecordingModel model = new RecordingModel(new SyntheticModel(SETTINGS));
    GeneratedImage image = generate(model, sizes, firstRow).images().get(0);
    int columns = sizes.grid().columns();
    for (int pass = 1; pass < model.passes().size(); pass++) {
      LanePass lane = model.passes().get(pass).lanes().get(0);
      for (int i = 0; i < lane.positions().length; i++) {
        int position = lane.positions()[i];
        if (image.passOfToken()[position] >= pass) {
          assertEquals(columns - 1, position % columns, "a stand-in ends a row");
          int newest = Math.max(position / columns - 1, 0) * columns + columns - 1;
          while (image.passOfToken()[newest] >= pass) {
            newest--;
          }
          assertEquals(image.tokens()[newest], lane.tokens()[i], "pass " + pass);
        }
      }
    }
  }

  private static GenerationResult run(
      GridAndWindow sizes, String firstRow, SyntheticSettings settings) {
    return generate(new SyntheticModel(settings), sizes, firstRow);
  }

  private static GenerationResult generate(TokenModel model, GridAndWindow sizes, String firstRow) {
    Map<String, String> options =
        Map.of("window", Integer.toString(sizes.window()), "first-row", firstRow);
    return new Generator(model, new ZipAr(), options).generate(Requests.of(sizes.grid(), 1, 7));
  }
}
