/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.markov;

import io.zipar.Visibility;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One batch. The cache has a slot for every position of every lane; here it holds the token, where
 * a transformer would hold keys and values. A target averages what its visible neighbours say, like
 * attention with fixed weights: the prefix, the token to the left, and those above.
 */
final class MarkovSession implements ModelSession {
  private static final int EMPTY = -1;
  private static final double PREFIX_WEIGHT = 0.05;

  private final MarkovModel model;
  private final SequenceLayout layout;
  private final Visibility visibility;
  private final double[] prefixes;
  private final int[][] slots;
  private boolean closed;

  MarkovSession(MarkovModel model, SessionRequest request) {
    this.model = model;
    this.layout = request.layout();
    this.visibility = request.visibility();
    this.prefixes = request.lanes().stream().mapToDouble(model::prefix).toArray();
    this.slots = new int[prefixes.length][layout.positions()];
    for (int[] lane : slots) {
      Arrays.fill(lane, EMPTY);
    }
  }

  @Override
  public Logits forward(ForwardPass pass) {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
    for (LanePass lane : pass.lanes()) {
      for (int i = 0; i < lane.positions().length; i++) {
        slots[lane.lane()][lane.positions()[i]] = lane.tokens()[i];
      }
    }
    List<float[]> rows = new ArrayList<>();
    for (LanePass lane : pass.lanes()) {
      for (int target : lane.targets()) {
        rows.add(logits(lane, target));
      }
    }
    return Logits.of(rows);
  }

  private float[] logits(LanePass lane, int target) {
    int query = target - 1;
    double[] sums = new double[model.levels()];
    double weights = PREFIX_WEIGHT;
    add(sums, PREFIX_WEIGHT, prefixes[lane.lane()]);
    for (Neighbour neighbour : neighbours(target)) {
      int slot = neighbour.slot();
      if (slot < query && lane.mask().isPresent() && !lane.mask().get().sees(query, slot)) {
        continue;
      }
      int token = slots[lane.lane()][slot];
      if (token != EMPTY) {
        add(sums, neighbour.weight(), token);
      }
      // An unwritten slot holds zeros: when visible, it says nothing and still weighs.
      if (token != EMPTY || visibility == Visibility.ALL) {
        weights += neighbour.weight();
      }
    }
    float[] logits = new float[sums.length];
    for (int token = 0; token < sums.length; token++) {
      logits[token] = (float) (sums[token] / weights);
    }
    return logits;
  }

  private void add(double[] sums, double weight, double neighbour) {
    for (int token = 0; token < sums.length; token++) {
      sums[token] += weight * model.attraction(neighbour, token);
    }
  }

  /**
   * What precedes a target stands on its left, or ends the row above.
   */
  private List<Neighbour> neighbours(int target) {
    if (target == 0) {
      return List.of();
    }
    int query = target - 1;
    int columns = layout.grid().columns();
    int column = target % columns;
    int above = target - columns;
    List<Neighbour> neighbours = new ArrayList<>();
    neighbours.add(new Neighbour(query, column == 0 ? 0.1 : 1));
    if (above >= 0 && above < query) {
      neighbours.add(new Neighbour(above, 1));
    }
    if (above >= 0 && above + 1 < query && column < columns - 1) {
      neighbours.add(new Neighbour(above + 1, 0.5));
    }
    return neighbours;
  }

  @Override
  public void close() {
    closed = true;
  }

  private record Neighbour(int slot, double weight) {}
}
