/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.Cell;
import io.zipar.spi.AttentionMask;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the passes of an image feed and ask, as the prediction of the model allows it: pieces of the
 * raster for successors, anti-diagonals for neighbours, cells in disorder for any cell. The first
 * pass feeds the prefix alone. Immutable.
 */
final class FeedingOrder {
  private static final int MOST_TOGETHER = 5;

  private final List<int[]> fed = new ArrayList<>();
  private final List<int[]> asked = new ArrayList<>();
  private final int[] passOf;

  private FeedingOrder(int positions) {
    passOf = new int[positions];
    Arrays.fill(passOf, Integer.MAX_VALUE);
  }

  static FeedingOrder of(Prediction prediction, SequenceLayout layout, Random random) {
    return switch (prediction) {
      case SUCCESSOR -> ofSuccessors(layout, random);
      case NEIGHBOURS -> ofGroups(layout, diagonals(layout));
      case ANY_CELL -> ofGroups(layout, disorder(layout, random));
    };
  }

  private static FeedingOrder ofSuccessors(SequenceLayout layout, Random random) {
    FeedingOrder order = new FeedingOrder(layout.positions());
    order.add(new int[0], new int[] {layout.nextCell(0)});
    int last = layout.positions() - 1;
    for (int from = 0; from < last; ) {
      int to = Math.min(last, from + 1 + random.nextInt(MOST_TOGETHER));
      order.add(
          IntStream.range(from, to).toArray(),
          IntStream.rangeClosed(from + 1, to).filter(layout::isCell).toArray());
      from = to;
    }
    return order;
  }

  /** A pass feeds the group that the pass before asked for. */
  private static FeedingOrder ofGroups(SequenceLayout layout, List<int[]> groups) {
    FeedingOrder order = new FeedingOrder(layout.positions());
    int[] before = {};
    for (int[] group : groups) {
      order.add(before, group);
      before = group;
    }
    return order;
  }

  private static List<int[]> diagonals(SequenceLayout layout) {
    SortedMap<Integer, List<Integer>> groups = new TreeMap<>();
    for (int position : cells(layout)) {
      Cell cell = layout.cell(position);
      int distance = cell.frame() + cell.row() + cell.column();
      groups.computeIfAbsent(distance, each -> new ArrayList<>()).add(position);
    }
    return groups.values().stream()
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private static List<int[]> disorder(SequenceLayout layout, Random random) {
    int[] shuffled = TokenSequences.shuffled(cells(layout), random);
    List<int[]> groups = new ArrayList<>();
    for (int from = 0; from < shuffled.length; ) {
      int to = Math.min(shuffled.length, from + 1 + random.nextInt(MOST_TOGETHER));
      groups.add(Arrays.copyOfRange(shuffled, from, to));
      from = to;
    }
    return groups;
  }

  private static int[] cells(SequenceLayout layout) {
    return IntStream.range(0, layout.positions()).filter(layout::isCell).toArray();
  }

  private void add(int[] positions, int[] targets) {
    for (int position : positions) {
      passOf[position] = fed.size();
    }
    fed.add(positions);
    asked.add(targets);
  }

  int passes() {
    return fed.size();
  }

  /** What a pass feeds. */
  int[] fed(int pass) {
    return fed.get(pass).clone();
  }

  /** What a pass asks for; there is always something. */
  int[] asked(int pass) {
    return asked.get(pass).clone();
  }

  /** What all passes up to one feed. */
  int[] fedUpTo(int pass) {
    return fed.subList(0, pass + 1).stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** Shows each what was fed by the time it was fed itself, or is asked for. */
  AttentionMask seenInTime() {
    return (from, position) -> passOf[position] <= passOf[from];
  }

  /** Hides what some passes feed from what others do. */
  AttentionMask without(int firstPass, int endPass) {
    Set<Integer> hidden =
        IntStream.range(firstPass, endPass)
            .flatMap(pass -> Arrays.stream(fed.get(pass)))
            .boxed()
            .collect(Collectors.toSet());
    return (from, position) -> !hidden.contains(position);
  }
}
