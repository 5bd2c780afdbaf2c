/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.models.pass.LaneSequence;
import io.zipar.models.pass.PassReads;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import java.util.List;

/**
 * The layout of a forward pass: one column for every entry, the lanes that take part one after
 * another. Done once per pass and used by every layer. Memory is kept for the next pass. Not safe
 * for several threads.
 */
final class PassPlan implements AttentionPlan {
  private final List<LaneInput> lanes;
  private final Kernels kernels;
  private final PassReads reads;
  private int columns;
  private int segments;
  private int paddedSlots;
  private int[] segmentLane = {};
  private int[] segmentStart = {};
  private int[] slots = {};
  private int[] places = {};
  private float[] bias = {};

  PassPlan(List<LaneInput> lanes, Kernels kernels, PassReads reads) {
    this.kernels = kernels;
    this.reads = reads;
    this.lanes = lanes;
  }

  /** Lays a pass out. */
  void layOut(ForwardPass pass) {
    segments = pass.lanes().size();
    if (segmentLane.length < segments) {
      segmentLane = new int[segments];
      segmentStart = new int[segments + 1];
    }
    columns = 0;
    reads.begin();
    int usedSlots = 0;
    for (int segment = 0; segment < segments; segment++) {
      LanePass lane = pass.lanes().get(segment);
      segmentLane[segment] = lane.lane();
      segmentStart[segment] = columns;
      LaneSequence sequence = sequence(segment);
      sequence.layOut(lane);
      reads.add(sequence, columns);
      columns += sequence.entries();
      usedSlots = Math.max(usedSlots, sequence.usedSlots());
    }
    segmentStart[segments] = columns;
    paddedSlots = kernels.paddedRows(usedSlots);
    reserve();
    for (int segment = 0; segment < segments; segment++) {
      addColumns(sequence(segment), segmentStart[segment]);
    }
  }

  private void reserve() {
    if (slots.length < columns) {
      slots = new int[columns];
      places = new int[columns];
    }
    if (bias.length < columns * paddedSlots) {
      bias = new float[columns * paddedSlots];
    }
  }

  private void addColumns(LaneSequence sequence, int first) {
    for (int entry = 0; entry < sequence.entries(); entry++) {
      int column = first + entry;
      slots[column] = sequence.slot(entry);
      places[column] = sequence.place(entry);
      sequence.fillBias(entry, bias, column * paddedSlots, paddedSlots);
    }
  }

  private LaneSequence sequence(int segment) {
    return input(segment).sequence();
  }

  /** What a lane that takes part begins as. */
  LaneInput input(int segment) {
    return lanes.get(segmentLane[segment]);
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

  /** Whose angles rotate a column. */
  int place(int column) {
    return places[column];
  }

  /** What the rows of logits are made of. */
  PassReads reads() {
    return reads;
  }

  @Override
  public int paddedSlots() {
    return paddedSlots;
  }

  /** The same for all heads. */
  @Override
  public void addBias(int head, int column, float[] scores, int from, int slots) {
    kernels.add(scores, from, bias, column * paddedSlots, slots);
  }
}
