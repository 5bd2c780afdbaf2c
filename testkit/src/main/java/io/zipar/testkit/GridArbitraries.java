/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** jqwik arbitraries for grids and what depends on them. They shrink towards small values. */
@ApiStatus.Experimental(since = "0.1")
public final class GridArbitraries {
  private GridArbitraries() {}

  /**
   * A grid and a window that fits it.
   *
   * @param grid the grid
   * @param window from 1 to the columns of the grid
   */
  public record GridAndWindow(Grid grid, int window) {}

  /**
   * Grids of any aspect ratio.
   *
   * @param largestSide greatest number of rows and of columns, at least 1
   * @return grids of one frame from 1x1 on
   */
  public static Arbitrary<Grid> grids(int largestSide) {
    Arbitrary<Integer> side = Arbitraries.integers().between(1, largestSide);
    return Combinators.combine(side, side).as(Grid::of);
  }

  /**
   * Grids of any aspect ratio and of one to three frames.
   *
   * @param largestSide greatest number of rows and of columns, at least 1
   * @return mostly grids of one frame, from 1x1 on
   */
  public static Arbitrary<Grid> gridsOfFrames(int largestSide) {
    Arbitrary<Integer> side = Arbitraries.integers().between(1, largestSide);
    return Combinators.combine(Arbitraries.of(1, 1, 2, 3), side, side).as(Grid::new);
  }

  /**
   * Grids of any aspect ratio with every window.
   *
   * @param largestSide greatest number of rows and of columns, at least 1
   * @return grids with a window
   */
  public static Arbitrary<GridAndWindow> gridsWithWindow(int largestSide) {
    return grids(largestSide)
        .flatMap(
            grid ->
                Arbitraries.integers()
                    .between(1, grid.columns())
                    .map(window -> new GridAndWindow(grid, window)));
  }
}
