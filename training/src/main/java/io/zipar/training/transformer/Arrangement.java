/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * In which order the cells of a picture are fed, and who sees whom. The first slot is the class;
 * where a cell is predicted from others, the last one is not fed. Slots are ordered so that what a
 * slot sees is always a run that begins with the first. Immutable.
 *
 * @param cells the cell in each slot, {@link #CLASS} in the first
 * @param visible how many slots each slot sees, itself included; never falls
 */
record Arrangement(List<Integer> cells, List<Integer> visible) {
  /** Stands for the cell of the first slot. */
  static final int CLASS = -1;

  Arrangement {
    cells = List.copyOf(cells);
    visible = List.copyOf(visible);
  }

  /** Row by row; a cell sees what comes before it. */
  static Arrangement raster(int slots) {
    return new Arrangement(
        IntStream.range(0, slots).mapToObj(slot -> slot == 0 ? CLASS : slot - 1).toList(),
        IntStream.rangeClosed(1, slots).boxed().toList());
  }

  /**
   * In any order, each cell twice: the query for its token, then the token; all see what comes
   * before them.
   *
   * @param order all cells
   */
  static Arrangement queried(List<Integer> order) {
    List<Integer> twice =
        order.stream().flatMap(cell -> Stream.of(cell, cell)).collect(Collectors.toList());
    twice.add(0, CLASS);
    return new Arrangement(twice, IntStream.rangeClosed(1, twice.size()).boxed().toList());
  }

  /** One anti-diagonal after the other; a cell sees its own and those before it. */
  static Arrangement diagonals(int side) {
    List<Integer> cells =
        IntStream.concat(
                IntStream.of(CLASS),
                IntStream.range(0, 2 * side - 2)
                    .flatMap(
                        step ->
                            IntStream.rangeClosed(
                                    Math.max(0, step - side + 1), Math.min(step, side - 1))
                                .map(row -> row * side + step - row)))
            .boxed()
            .toList();
    List<Integer> visible =
        cells.stream()
            .map(
                cell ->
                    cell == CLASS
                        ? 1
                        : 1
                            + (int)
                                cells.stream()
                                    .filter(each -> each != CLASS)
                                    .filter(each -> step(each, side) <= step(cell, side))
                                    .count())
            .toList();
    return new Arrangement(cells, visible);
  }

  private static int step(int cell, int side) {
    return cell / side + cell % side;
  }

  int slots() {
    return cells.size();
  }

  /** The slot of a cell that is fed, or of the class. */
  int slotOf(int cell) {
    return cells.indexOf(cell);
  }
}
