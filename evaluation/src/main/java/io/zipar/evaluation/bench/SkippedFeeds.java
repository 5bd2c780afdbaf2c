/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the passes that were not run would have fed. It is made up for before the next pass that is,
 * so that this one meets a cache with the same slots written as in a whole generation.
 */
final class SkippedFeeds {
  /** Bounds the memory of a pass that makes up for many. */
  private static final int POSITIONS_PER_LANE = 64;

  private final SortedMap<Integer, Lane> lanes = new TreeMap<>();

  /** The open work of one lane: the last token of each position, and the prefix. */
  private static final class Lane {
    private final SortedMap<Integer, Integer> tokens = new TreeMap<>();
    private boolean prefill;

    LanePass take(int number) {
      int count = Math.min(tokens.size(), POSITIONS_PER_LANE);
      int[] positions = new int[count];
      int[] fed = new int[count];
      Iterator<Map.Entry<Integer, Integer>> entries = tokens.entrySet().iterator();
      for (int i = 0; i < count; i++) {
        Map.Entry<Integer, Integer> entry = entries.next();
        positions[i] = entry.getKey();
        fed[i] = entry.getValue();
        entries.remove();
      }
      LanePass pass = LanePass.of(number, prefill, positions, fed, new int[0]);
      prefill = false;
      return pass;
    }

    boolean isDone() {
      return tokens.isEmpty() && !prefill;
    }
  }

  void remember(ForwardPass skipped) {
    for (LanePass part : skipped.lanes()) {
      Lane lane = lanes.computeIfAbsent(part.lane(), number -> new Lane());
      lane.prefill |= part.prefill();
      for (int i = 0; i < part.positions().length; i++) {
        lane.tokens.put(part.positions()[i], part.tokens()[i]);
      }
    }
  }

  /** Takes everything out, as passes without targets. */
  List<ForwardPass> takeAll() {
    List<ForwardPass> passes = new ArrayList<>();
    while (!lanes.isEmpty()) {
      List<LanePass> parts = new ArrayList<>();
      lanes.forEach((number, lane) -> parts.add(lane.take(number)));
      passes.add(new ForwardPass(parts));
      lanes.values().removeIf(Lane::isDone);
    }
    return passes;
  }
}
