/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The order of locality-aware parallel decoding (LPD, arXiv 2507.01957, section 3.3): the members
 * of a group lie near what is known before it, and far from each other. Where there are frames,
 * they count as a third direction.
 *
 * <p>The authors' generator draws the first cell; for every other group it shuffles the open cells,
 * sorts them by how much is known around them, takes those near enough that do not repel each
 * other, and fills the group up with the cells that are farthest from its members.
 *
 * @param proximity the least closeness of a cell that counts as near: the sum over the known cells
 *     around it of 1 over their distance
 * @param repulsion two cells of a group that is near are farther apart than this, in one direction
 *     at least
 */
record LocalityOrder(double proximity, double repulsion) implements CellOrder {
  @Override
  public int[] of(Cells cells, int[] groups, Draws draws) {
    Growth growth = new Growth(cells, draws);
    for (int size : groups) {
      growth.add(size);
    }
    return growth.order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The state of one image's order. */
  private final class Growth {
    private final Grid grid;
    private final Draws draws;
    private final BitSet chosen = new BitSet();
    private final double[] closeness;
    private final List<Integer> order = new ArrayList<>();

    Growth(Cells cells, Draws draws) {
      this.grid = cells.grid();
      this.draws = draws;
      this.closeness = new double[grid.cells()];
      for (int cell : cells.known()) {
        choose(cell);
      }
    }

    /** Adds a group. */
    void add(int size) {
      List<Integer> group = new ArrayList<>();
      if (chosen.isEmpty()) {
        group.add(draws.next(grid.cells()));
      }
      if (group.size() < size) {
        Candidates candidates = candidates(group);
        List<Integer> refused = new ArrayList<>();
        for (int cell : candidates.near) {
          if (group.size() == size) {
            break;
          }
          (repelled(cell, group) ? refused : group).add(cell);
        }
        candidates.far.addAll(refused);
        fill(group, candidates.far, size);
      }
      group.forEach(this::choose);
      order.addAll(group);
    }

    /** Open cells, the closest to what is known first, in chance order where they are alike. */
    private Candidates candidates(List<Integer> group) {
      int[] open = new int[grid.cells()];
      int count = 0;
      for (int cell = 0; cell < grid.cells(); cell++) {
        if (!chosen.get(cell) && !group.contains(cell)) {
          open[count++] = cell;
        }
      }
      open = Arrays.copyOf(open, count);
      draws.shuffle(open);
      List<Integer> sorted = new ArrayList<>();
      for (int cell : open) {
        sorted.add(cell);
      }
      sorted.sort(Comparator.comparingDouble(cell -> -closeness[cell]));
      Candidates candidates = new Candidates(new ArrayList<>(), new ArrayList<>());
      for (int cell : sorted) {
        (closeness[cell] >= proximity ? candidates.near : candidates.far).add(cell);
      }
      return candidates;
    }

    private boolean repelled(int cell, List<Integer> group) {
      return group.stream()
          .anyMatch(member -> Distance.between(grid, cell, member).within(repulsion));
    }

    /** Farthest-point sampling among the rest. */
    private void fill(List<Integer> group, List<Integer> pool, int size) {
      int missing = size - group.size();
      if (missing >= pool.size()) {
        group.addAll(pool);
        return;
      }
      if (missing > 0 && group.isEmpty()) {
        group.add(pool.get(draws.next(pool.size())));
      }
      double[] nearest = new double[pool.size()];
      for (int i = 0; i < nearest.length; i++) {
        int cell = pool.get(i);
        nearest[i] =
            group.stream()
                .mapToDouble(member -> Distance.between(grid, cell, member).euclidean())
                .min()
                .orElseThrow();
      }
      while (group.size() < size) {
        int farthest = 0;
        for (int i = 1; i < nearest.length; i++) {
          farthest = nearest[i] > nearest[farthest] ? i : farthest;
        }
        int taken = pool.get(farthest);
        group.add(taken);
        for (int i = 0; i < nearest.length; i++) {
          double distance = Distance.between(grid, pool.get(i), taken).euclidean();
          nearest[i] = Math.min(nearest[i], distance);
        }
      }
    }

    /** Sums are made in the order of choice, as the authors' are: their rounding decides ties. */
    private void choose(int cell) {
      chosen.set(cell);
      for (int other : Distance.around(grid, cell)) {
        closeness[other] += 1.0 / Distance.between(grid, cell, other).euclidean();
      }
    }
  }

  /**
   * The open cells.
   *
   * @param near those with enough that is known around them
   * @param far the others
   */
  private record Candidates(List<Integer> near, List<Integer> far) {}
}
