/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.Visibility;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.TokenNumbering;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A forward pass as a rectangle: every lane that takes part gets the same number of columns, filled
 * up with padding. Column c belongs to the lane at {@code c / columnsPerLane} of the pass. Pure
 * index arithmetic, done once per pass and used by every layer. Not safe for several threads.
 */
final class PassPlan {
  private static final int PADDING = -1;

  private final ForwardPass pass;
  private final List<LaneSlots> slotsOfLanes;
  private final TokenNumbering numbering;
  private final int columnsPerLane;
  private final int[] slots;
  private final int[] tableRows;
  private final int[] queryColumns;
  private final int usedSlots;

  /**
   * Lays a pass out, and notes in the lanes what it writes.
   *
   * @param pass the pass
   * @param slotsOfLanes the lanes of the session, by their index
   * @param numbering of the tokens that are fed
   * @param prefixTable row of the embedding table at which the prefix table begins
   */
  PassPlan(
      ForwardPass pass, List<LaneSlots> slotsOfLanes, TokenNumbering numbering, int prefixTable) {
    this.pass = pass;
    this.slotsOfLanes = slotsOfLanes;
    this.numbering = numbering;
    this.columnsPerLane = pass.lanes().stream().mapToInt(this::length).max().orElse(0);
    this.slots = new int[pass.lanes().size() * columnsPerLane];
    this.tableRows = new int[slots.length];
    this.queryColumns = new int[pass.queries()];
    Arrays.fill(slots, PADDING);
    for (int index = 0; index < pass.lanes().size(); index++) {
      layOut(pass.lanes().get(index), index * columnsPerLane, prefixTable);
      slots(index).write(pass.lanes().get(index));
    }
    findQueryColumns();
    this.usedSlots = Arrays.stream(slots).max().orElse(PADDING) + 1;
  }

  int lanes() {
    return pass.lanes().size();
  }

  int columnsPerLane() {
    return columnsPerLane;
  }

  int columns() {
    return slots.length;
  }

  /** The slots from 0 that any token of this pass can see. */
  int usedSlots() {
    return usedSlots;
  }

  /** Row of the embedding table for each column; padding takes row 0. */
  int[] tableRows() {
    return tableRows;
  }

  /**
   * The features that the columns of a lane begin with.
   *
   * @param index of the lane in the pass
   * @return slots x width, empty if this pass runs no prefix made of features there
   */
  Optional<NDArray> features(int index) {
    return pass.lanes().get(index).prefill() ? slots(index).features() : Optional.empty();
  }

  /** The column of each query, in the order in which logits are returned. */
  int[] queryColumns() {
    return queryColumns;
  }

  /** The session's index of the lane that a column belongs to. */
  int laneOf(int column) {
    return pass.lanes().get(column / columnsPerLane).lane();
  }

  /** The slots of the lane that a column belongs to. */
  LaneSlots slotsOf(int column) {
    return slots(column / columnsPerLane);
  }

  boolean isPadding(int column) {
    return slots[column] == PADDING;
  }

  /** The slot that a column is written to; none for padding. */
  int slot(int column) {
    return slots[column];
  }

  /**
   * Writes what is added to the scores: 0 where a slot is seen, minus infinity where it is not.
   *
   * @param visibility the session's rule
   * @param target receives columns x used slots values
   * @return whether anything is hidden at all
   */
  boolean fillMask(Visibility visibility, FloatBuffer target) {
    boolean hidden = false;
    for (int column = 0; column < slots.length; column++) {
      LanePass lane = pass.lanes().get(column / columnsPerLane);
      for (int slot = 0; slot < usedSlots; slot++) {
        // Padding sees one slot, for a softmax over nothing would be no number.
        boolean seen =
            isPadding(column)
                ? slot == 0
                : slotsOf(column).sees(lane, visibility, slots[column], slot);
        target.put(seen ? 0f : Float.NEGATIVE_INFINITY);
        hidden |= !seen && !isPadding(column);
      }
    }
    return hidden;
  }

  private LaneSlots slots(int index) {
    return slotsOfLanes.get(pass.lanes().get(index).lane());
  }

  private int length(LanePass lane) {
    int prefix = lane.prefill() ? slotsOfLanes.get(lane.lane()).prefixSlots() : 0;
    return prefix + lane.positions().length;
  }

  private void layOut(LanePass lane, int firstColumn, int prefixTable) {
    LaneSlots laneSlots = slotsOfLanes.get(lane.lane());
    int column = firstColumn;
    if (lane.prefill()) {
      for (int slot = 0; slot < laneSlots.prefixSlots(); slot++, column++) {
        slots[column] = slot;
        tableRows[column] = laneSlots.prefixRow(slot, prefixTable);
      }
    }
    for (int i = 0; i < lane.positions().length; i++, column++) {
      slots[column] = laneSlots.slot(lane.positions()[i]);
      tableRows[column] = numbering.id(lane.tokens()[i]);
    }
  }

  private void findQueryColumns() {
    int row = 0;
    for (int index = 0; index < pass.lanes().size(); index++) {
      for (int query : pass.lanes().get(index).queries()) {
        // Position -1, the end of the prefix, falls on the last slot of the prefix.
        int slot = slots(index).slot(query);
        int column = index * columnsPerLane;
        while (slots[column] != slot) {
          column++;
        }
        queryColumns[row++] = column;
      }
    }
  }
}
