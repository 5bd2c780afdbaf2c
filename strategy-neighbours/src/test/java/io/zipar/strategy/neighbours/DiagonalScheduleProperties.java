/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.neighbours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Cell;
import io.zipar.GeneratedImage;
import io.zipar.GenerationResult;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.Noise;
import io.zipar.spi.Prediction;
import io.zipar.testkit.RecordingModel;
import io.zipar.testkit.Requests;
import java.util.Arrays;
import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DiagonalScheduleProperties {
  @Property(tries = 200)
  void aDiagonalIsDecodedInEachPass(
      @ForAll @IntRange(min = 1, max = 3) int frames,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll long seed) {
    Grid grid = new Grid(frames, rows, columns);
    GenerationResult result =
        new Generator(model(), new NeighbouringPrediction()).generate(Requests.of(grid, 1, seed));
    assertEquals(frames + rows + columns - 2, result.metrics().forwardPasses());
    int[] passes = result.images().get(0).passOfToken();
    for (int index = 0; index < grid.cells(); index++) {
      Cell cell = grid.cell(index);
      assertEquals(cell.frame() + cell.row() + cell.column(), passes[index]);
    }
  }

  /** What is asked for has its neighbours fed in the same pass, and nothing later seen. */
  @Property(tries = 200)
  void givenCellsAreFedWithTheirDiagonal(
      @ForAll @IntRange(min = 1, max = 8) int rows,
      @ForAll @IntRange(min = 1, max = 8) int columns,
      @ForAll @IntRange(min = 0, max = 100) int percent,
      @ForAll long seed) {
    Grid grid = Grid.of(rows, columns);
    int[] tokens = new int[grid.cells()];
    Noise noise = new Noise(seed);
    Arrays.setAll(
        tokens, cell -> noise.uniform(cell, 7, 0) * 100 < percent ? cell % 5 : GeneratedImage.NONE);
    RecordingModel model = new RecordingModel(model());
    GeneratedImage image =
        new Generator(model, new NeighbouringPrediction())
            .generate(Requests.withGiven(Requests.of(grid, 1, seed), GivenCells.of(tokens)))
            .images()
            .get(0);
    for (int cell = 0; cell < tokens.length; cell++) {
      assertTrue(tokens[cell] == GeneratedImage.NONE || image.tokens()[cell] == tokens[cell]);
    }
    BitSet fed = new BitSet();
    int reached = -1;
    for (ForwardPass pass : model.passes()) {
      for (LanePass lane : pass.lanes()) {
        Arrays.stream(lane.positions()).forEach(fed::set);
        int asked = lane.targets().length == 0 ? reached : distance(grid, lane.targets()[0]);
        for (int target : lane.targets()) {
          assertEquals(asked, distance(grid, target));
        }
        assertTrue(asked > reached, "diagonals are asked for in order");
        reached = asked;
        fed.stream().forEach(cell -> assertTrue(distance(grid, cell) < asked));
      }
    }
  }

  private static int distance(Grid grid, int cell) {
    return cell / grid.columns() + cell % grid.columns();
  }

  private static SyntheticModel model() {
    return new SyntheticModel(
        SyntheticSettings.of(Dependence.local(1))
            .withVocabulary(5)
            .withPrediction(Prediction.NEIGHBOURS));
  }
}
