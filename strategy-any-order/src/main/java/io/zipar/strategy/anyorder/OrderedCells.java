/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.spi.Distribution;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Groups of an order that is known before the first pass. */
final class OrderedCells implements CellChoice {
  private final int[] order;
  private final int[] groups;
  private int group;
  private int done;

  OrderedCells(int[] order, int[] groups) {
    this.order = order;
    this.groups = groups;
  }

  @Override
  public int[] asked() {
    return group == groups.length
        ? new int[0]
        : Arrays.copyOfRange(order, done, done + groups[group]);
  }

  @Override
  public int[] chosen(IntFunction<Distribution> answers) {
    int[] cells = asked();
    done += groups[group++];
    return cells;
  }
}
