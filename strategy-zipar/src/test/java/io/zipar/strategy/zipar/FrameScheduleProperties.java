/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.LanePass;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenModel;
import io.zipar.strategy.ntp.NextTokenPrediction;
import io.zipar.testkit.RecordingModel;
import io.zipar.testkit.Requests;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** When ZipAR decodes which cell of which frame, and what it feeds meanwhile. */
class FrameScheduleProperties {
  private static final SyntheticSettings SETTINGS = SyntheticSettings.of(Dependence.FULL);

  /** Frames, and how far they overlap. */
  record Video(Grid grid, int window, int frameRows, boolean endOfLine) {
    TokenModel model() {
      return new SyntheticModel(endOfLine ? SETTINGS.withEndOfLine() : SETTINGS);
    }

    Map<String, String> options(String firstRow, String standIn) {
      return Map.of(
          "window",
          "" + window,
          "frame-window",
          "" + frameRows,
          "first-row",
          firstRow,
          "stand-in",
          standIn);
    }
  }

  @Provide
  Arbitrary<Video> videos() {
    Arbitrary<Integer> side = Arbitraries.integers().between(1, 9);
    Arbitrary<Grid> grids =
        Combinators.combine(Arbitraries.integers().between(1, 5), side, side).as(Grid::new);
    return grids.flatMap(
        grid ->
            Combinators.combine(
                    Arbitraries.integers().between(1, grid.columns()),
                    Arbitraries.integers().between(1, grid.rows()),
                    Arbitraries.of(true, false))
                .as((window, frameRows, ends) -> new Video(grid, window, frameRows, ends)));
  }

  @Provide
  Arbitrary<String> firstRows() {
    return Arbitraries.of("full", "window");
  }

  @Provide
  Arbitrary<String> standIns() {
    return Arbitraries.of("above", "before");
  }

  /** Fixed and adaptive windows: the latter start a row later, never earlier. */
  @Property(tries = 400)
  void noCellIsDrawnBeforeWhatItsRowAndItsFrameWaitFor(
      @ForAll("videos") Video video,
      @ForAll("firstRows") String firstRow,
      @ForAll("standIns") String standIn,
      @ForAll boolean adaptive) {
    Map<String, String> options = new HashMap<>(video.options(firstRow, standIn));
    if (adaptive) {
      options.put("window", "adaptive");
      options.put("min-window", "" + video.window());
    }
    Grid grid = video.grid();
    int[] pass = image(video.model(), options, grid).passOfToken();
    for (int cell = 0; cell < pass.length; cell++) {
      assertTrue(pass[cell] >= 0, "cell " + cell + " is decoded");
      int column = cell % grid.columns();
      int row = cell / grid.columns() % grid.rows();
      int rowAbove = cell - column - grid.columns();
      int ahead = Math.min(column + video.window() - 1, grid.columns() - 1);
      if (column > 0) {
        assertTrue(pass[cell] > pass[cell - 1], "cell " + cell);
      }
      if (row > 0) {
        assertTrue(pass[cell] > pass[rowAbove + ahead], "cell " + cell);
      }
      if (cell >= grid.rows() * grid.columns()) {
        int below = Math.min(video.frameRows() - 1, grid.rows() - 1 - row);
        int other = cell - column + (below - grid.rows()) * grid.columns();
        assertTrue(pass[cell] > pass[other + ahead], "cell " + cell);
      }
    }
  }

  /** Row r of frame f starts with pass (f N + r) window, or C - window later. */
  @Property(tries = 400)
  void everyTokenComesFromThePassOfTheFormula(
      @ForAll("videos") Video video,
      @ForAll("firstRows") String firstRow,
      @ForAll("standIns") String standIn) {
    Grid grid = video.grid();
    GenerationResult result =
        generate(video.model(), video.options(firstRow, standIn), Requests.of(grid, 1, 7));
    int[] pass = result.images().get(0).passOfToken();
    int longer = firstRow.equals("full") ? grid.columns() - video.window() : 0;
    for (int cell = 0; cell < pass.length; cell++) {
      int row = cell / grid.columns();
      int rows = row / grid.rows() * video.frameRows() + row % grid.rows();
      int start = row == 0 ? 0 : rows * video.window() + longer;
      assertEquals(start + cell % grid.columns(), pass[cell], "cell " + cell);
    }
    int rows = (grid.frames() - 1) * video.frameRows() + grid.rows() - 1;
    int passes = grid.columns() + rows * video.window() + (rows == 0 ? 0 : longer);
    assertEquals(passes, result.metrics().forwardPasses());
  }

  @Property(tries = 200)
  void allRowsOfAFrameMakeOneTallPicture(
      @ForAll("videos") Video video, @ForAll("firstRows") String firstRow, @ForAll long seed) {
    Grid grid = video.grid();
    for (String window : new String[] {"" + video.window(), "adaptive"}) {
      Map<String, String> options = new HashMap<>();
      options.put("window", window);
      options.put("min-window", "" + video.window());
      options.put("first-row", firstRow);
      Grid tall = Grid.of(grid.frames() * grid.rows(), grid.columns());
      GeneratedImage picture =
          generate(video.model(), options, Requests.of(tall, 1, seed)).images().get(0);
      for (String rows : new String[] {"full", "" + grid.rows()}) {
        options.put("frame-window", rows);
        GeneratedImage frames =
            generate(video.model(), options, Requests.of(grid, 1, seed)).images().get(0);
        assertArrayEquals(picture.tokens(), frames.tokens());
        assertArrayEquals(picture.passOfToken(), frames.passOfToken());
        options.remove("frame-window");
      }
    }
  }

  /** A made-up model's neighbourhood lies in one frame, so frames may overlap at will. */
  @Property(tries = 200)
  void aModelThatLooksNoFurtherThanTheWindowYieldsTheTokensOfNextTokenPrediction(
      @ForAll("videos") Video video, @ForAll("standIns") String standIn, @ForAll long seed) {
    Assume.that(video.window() >= 2);
    SyntheticSettings local = SyntheticSettings.of(Dependence.local(video.window() - 1));
    SyntheticModel model = new SyntheticModel(video.endOfLine() ? local.withEndOfLine() : local);
    GenerationRequest request = Requests.of(video.grid(), 1, seed);
    int[] expected =
        new Generator(model, new NextTokenPrediction()).generate(request).images().get(0).tokens();
    GenerationResult actual = generate(model, video.options("window", standIn), request);
    assertArrayEquals(expected, actual.images().get(0).tokens());
  }

  /**
   * The predecessor of whatever is asked for is fed in the same pass; a token that is not there yet
   * is replaced by that in its place in the frame before, or the newest of that row, if there is
   * one; and every slot holds its final token by the end, but for the last, which nothing follows.
   */
  @Property(tries = 400)
  void whatIsFedIsKnownOrStandsInAndIsReplaced(
      @ForAll("videos") Video video,
      @ForAll("firstRows") String firstRow,
      @ForAll boolean adaptive) {
    Grid grid = video.grid();
    Map<String, String> options = new HashMap<>(video.options(firstRow, "before"));
    if (adaptive) {
      options.put("window", "adaptive");
      options.put("min-window", "" + video.window());
    }
    RecordingModel model = new RecordingModel(video.model());
    GeneratedImage image = image(model, options, grid);
    SequenceLayout layout = model.layout(grid);
    int[] slots = new int[layout.positions()];
    Arrays.fill(slots, -1);
    for (int pass = 0; pass < model.passes().size(); pass++) {
      LanePass lane = model.passes().get(pass).lanes().get(0);
      Set<Integer> fed = new HashSet<>();
      for (int i = 0; i < lane.positions().length; i++) {
        int position = lane.positions()[i];
        slots[position] = lane.tokens()[i];
        assertTrue(fed.add(position), "position " + position + " is fed once a pass");
        if (!layout.isStructural(position)) {
          checkFed(image, layout, pass, layout.cellIndex(position), lane.tokens()[i]);
        }
      }
      for (int target : lane.targets()) {
        assertTrue(target == 0 || fed.contains(target - 1), "target " + target);
      }
    }
    for (int cell = 0; cell < grid.cells() - 1; cell++) {
      assertEquals(
          image.tokens()[cell], slots[layout.position(grid.cell(cell))], "the slot of " + cell);
    }
  }

  private static void checkFed(
      GeneratedImage image, SequenceLayout layout, int pass, int cell, int token) {
    int[] passOf = image.passOfToken();
    if (passOf[cell] < pass) {
      assertEquals(image.tokens()[cell], token, "what is known of cell " + cell);
      return;
    }
    Grid grid = layout.grid();
    assertEquals(grid.columns() - 1, cell % grid.columns(), "a stand-in ends a row");
    int source = cell - grid.rows() * grid.columns();
    int rowOfSource = source - grid.columns() + 1;
    if (source >= 0 && passOf[rowOfSource] < pass) {
      while (passOf[source] >= pass) {
        source--;
      }
      assertEquals(image.tokens()[source], token, "what stands in for cell " + cell);
    }
  }

  private static GeneratedImage image(TokenModel model, Map<String, String> options, Grid grid) {
    return generate(model, options, Requests.of(grid, 1, 7)).images().get(0);
  }

  private static GenerationResult generate(
      TokenModel model, Map<String, String> options, GenerationRequest request) {
    return new Generator(model, new ZipAr(), options).generate(request);
  }
}
