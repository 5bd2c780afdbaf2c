/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.spi.Distribution;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * MaskGIT's choice (arXiv 2202.04200, section 3.2): every open cell is asked for in every pass, and
 * those are committed whose drawn token the model finds most probable; of equals the first in
 * raster order.
 */
final class SurestCells implements CellChoice {
  private final int[] groups;
  private int[] open;
  private int group;

  SurestCells(Cells cells, int[] groups) {
    this.groups = groups;
    this.open = cells.open();
  }

  @Override
  public int[] asked() {
    return open.clone();
  }

  @Override
  public int[] chosen(IntFunction<Distribution> answers) {
    double[] sureness = new double[open.length];
    for (int i = 0; i < open.length; i++) {
      Distribution answer = answers.apply(open[i]);
      sureness[i] = answer.probability(answer.draw());
    }
    int[] surest =
        IntStream.range(0, open.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -sureness[i]))
            .limit(groups[group++])
            .mapToInt(i -> open[i])
            .toArray();
    int[] sorted = surest.clone();
    Arrays.sort(sorted);
    open = Arrays.stream(open).filter(cell -> Arrays.binarySearch(sorted, cell) < 0).toArray();
    return surest;
  }
}
