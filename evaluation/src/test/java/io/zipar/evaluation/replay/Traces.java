/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import io.zipar.DraftEvent;
import io.zipar.Grid;
import io.zipar.evaluation.replay.TracedPass.Attention;
import io.zipar.evaluation.replay.TracedPass.Committed;
import io.zipar.evaluation.replay.TracedPass.Fate;
import io.zipar.evaluation.replay.TracedPass.Fed;
import io.zipar.evaluation.replay.TracedPass.Share;
import io.zipar.run.PassTrace.Odds;
import io.zipar.spi.DecodingStep.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Traces of made-up runs that commit every cell once. */
final class Traces {
  private Traces() {}

  static Arbitrary<RunTrace> any() {
    return Arbitraries.longs().map(seed -> of(new Random(seed)));
  }

  static RunTrace of(Random random) {
    Grid grid = new Grid(1 + random.nextInt(2), 1 + random.nextInt(4), 1 + random.nextInt(4));
    List<ImageTrace> images = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      images.add(image(grid, random));
    }
    return new RunTrace("a </script> \"\u00e9\"", "m", grid, images);
  }

  private static ImageTrace image(Grid grid, Random random) {
    boolean given = random.nextBoolean();
    List<Integer> order = new ArrayList<>(IntStream.range(0, grid.cells()).boxed().toList());
    Collections.shuffle(order, random);
    List<Integer> known = new ArrayList<>(Collections.nCopies(given ? grid.cells() : 0, -1));
    if (given) {
      known.set(order.remove(0), random.nextInt(9));
    }
    List<TracedPass> passes = new ArrayList<>();
    int pass = random.nextInt(2);
    double millis = 0;
    while (!order.isEmpty()) {
      millis = Math.round((millis + random.nextDouble()) * 1000) / 1000.0;
      int size = Math.min(order.size(), 1 + random.nextInt(3));
      List<Integer> part = List.copyOf(order.subList(0, size));
      order.subList(0, size).clear();
      passes.add(pass(pass++, millis, grid, part, random));
    }
    return new ImageTrace("class " + random.nextInt(), random.nextLong(), known, passes);
  }

  private static TracedPass pass(
      int number, double millis, Grid grid, List<Integer> part, Random random) {
    Origin origin = Origin.values()[random.nextInt(3)];
    DraftEvent event = DraftEvent.values()[random.nextInt(4)];
    Optional<Odds> odds =
        random.nextBoolean()
            ? Optional.of(new Odds(random.nextDouble(), random.nextInt(5), random.nextDouble()))
            : Optional.empty();
    return new TracedPass(
        number,
        millis,
        List.of(new Fed(random.nextInt(grid.cells()), 3, origin)),
        part,
        part.stream().map(cell -> new Committed(cell, random.nextInt(9), odds)).toList(),
        List.of(new Fate(part.get(0), event)),
        random.nextBoolean()
            ? List.of(new Attention(part.get(0), List.of(new Share(part.get(0), 0.25))))
            : List.of());
  }
}
