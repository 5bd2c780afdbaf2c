/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.Visibility;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.TokenNumbering;
import java.util.List;

/**
 * The layout of a forward pass: one column for every token, the lanes that take part one after
 * another. Pure index arithmetic, done once per pass and used by every layer. Memory is kept for
 * the next pass. Not safe for several threads.
 */
final class PassPlan implements AttentionPlan {
  /** Marks a slot of the prefix. */
  static final int NO_TOKEN = -1;

  private final List<LaneSlots> lanes;
  private final TokenNumbering numbering;
  private final Visibility visibility;
  private final Kernels kernels;
  private int columns;
  private int segments;
  private int queries;
  private int usedSlots;
  private int[] segmentLane = {};
  private int[] segmentStart = {};
  private int[] slots = {};
  private int[] tokens = {};
  private int[] queryColumns = {};
  private float[] bias = {};

  PassPlan(
      List<LaneSlots> lanes, TokenNumbering numbering, Visibility visibility, Kernels kernels) {
    this.kernels = kernels;
    this.lanes = lanes;
    this.numbering = numbering;
    this.visibility = visibility;
  }

  /** Lays a pass out, and notes in the lanes what it writes. */
  void layOut(ForwardPass pass) {
    segments = pass.lanes().size();
    reserve(pass);
    columns = 0;
    usedSlots = 0;
    for (int segment = 0; segment < segments; segment++) {
      LanePass lane = pass.lanes().get(segment);
      segmentLane[segment] = lane.lane();
      segmentStart[segment] = columns;
      addColumns(lane, lanes.get(lane.lane()));
    }
    segmentStart[segments] = columns;
    queries = 0;
    for (int segment = 0; segment < segments; segment++) {
      LanePass lane = pass.lanes().get(segment);
      LaneSlots laneSlots = lanes.get(lane.lane());
      for (int query : lane.queries()) {
        // Position -1, the end of the prefix, falls on the last slot of the prefix.
        queryColumns[queries++] = laneSlots.columnOf(laneSlots.slot(query));
      }
    }
    fillBias(pass);
  }

  private void reserve(ForwardPass pass) {
    int needed = 0;
    int asked = 0;
    for (int segment = 0; segment < segments; segment++) {
      LanePass lane = pass.lanes().get(segment);
      needed += lane.positions().length;
      needed += lane.prefill() ? lanes.get(lane.lane()).prefixSlots() : 0;
      asked += lane.queries().length;
    }
    if (segmentLane.length < segments) {
      segmentLane = new int[segments];
      segmentStart = new int[segments + 1];
    }
    if (slots.length < needed) {
      slots = new int[needed];
      tokens = new int[needed];
    }
    if (queryColumns.length < asked) {
      queryColumns = new int[asked];
    }
  }

  private void addColumns(LanePass lane, LaneSlots laneSlots) {
    if (lane.prefill()) {
      for (int slot = 0; slot < laneSlots.prefixSlots(); slot++) {
        addColumn(laneSlots, slot, NO_TOKEN);
      }
    }
    for (int i = 0; i < lane.positions().length; i++) {
      addColumn(laneSlots, laneSlots.slot(lane.positions()[i]), numbering.id(lane.tokens()[i]));
    }
  }

  private void addColumn(LaneSlots laneSlots, int slot, int token) {
    slots[columns] = slot;
    tokens[columns] = token;
    usedSlots = Math.max(usedSlots, slot + 1);
    laneSlots.write(slot, columns);
    columns++;
  }

  private void fillBias(ForwardPass pass) {
    int stride = paddedSlots();
    if (bias.length < columns * stride) {
      bias = new float[columns * stride];
    }
    for (int segment = 0; segment < segments; segment++) {
      LanePass lane = pass.lanes().get(segment);
      LaneSlots laneSlots = lanes.get(lane.lane());
      for (int column = segmentStart[segment]; column < segmentStart[segment + 1]; column++) {
        laneSlots.fillBias(lane, visibility, slots[column], bias, column * stride, stride);
      }
    }
  }

  int columns() {
    return columns;
  }

  @Override
  public int segments() {
    return segments;
  }

  @Override
  public int lane(int segment) {
    return segmentLane[segment];
  }

  @Override
  public int start(int segment) {
    return segmentStart[segment];
  }

  /** The slot that a column is written to. */
  int slot(int column) {
    return slots[column];
  }

  /** Row of the token table, or {@link #NO_TOKEN} for a slot of the prefix. */
  int token(int column) {
    return tokens[column];
  }

  int queries() {
    return queries;
  }

  /** The column of a query, in the order in which logits are returned. */
  int queryColumn(int query) {
    return queryColumns[query];
  }

  @Override
  public int paddedSlots() {
    return kernels.paddedRows(usedSlots);
  }

  /** The same for all heads. */
  @Override
  public void addBias(int head, int column, float[] scores, int from, int slots) {
    kernels.add(scores, from, bias, column * paddedSlots(), slots);
  }
}
