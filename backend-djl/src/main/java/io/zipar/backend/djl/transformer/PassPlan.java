/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.pass.LaneSequence;
import io.zipar.models.pass.PassReads;
import io.zipar.spi.ForwardPass;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A forward pass as a rectangle: every lane that takes part gets the same number of columns, filled
 * up with padding. Column c belongs to the lane at {@code c / columnsPerLane} of the pass. Done
 * once per pass and used by every layer. Not safe for several threads.
 */
final class PassPlan {
  private final ForwardPass pass;
  private final List<LaneInput> inputs = new ArrayList<>();
  private final int columnsPerLane;
  private final int[] tableRows;
  private final int[] places;
  private final PassReads reads;
  private final int usedSlots;

  /**
   * Lays a pass out.
   *
   * @param pass the pass
   * @param lanes the lanes of the session, by their index
   * @param prefixTable row of the embedding table at which the prefix table begins
   * @param reads receives what the rows of logits are made of
   */
  PassPlan(ForwardPass pass, List<LaneInput> lanes, int prefixTable, PassReads reads) {
    this.pass = pass;
    this.reads = reads;
    int longest = 0;
    int slots = 0;
    for (var lane : pass.lanes()) {
      LaneInput input = lanes.get(lane.lane());
      input.sequence().layOut(lane);
      inputs.add(input);
      longest = Math.max(longest, input.sequence().entries());
      slots = Math.max(slots, input.sequence().usedSlots());
    }
    this.columnsPerLane = longest;
    this.usedSlots = slots;
    this.tableRows = new int[inputs.size() * columnsPerLane];
    this.places = new int[tableRows.length];
    for (int index = 0; index < inputs.size(); index++) {
      LaneInput input = inputs.get(index);
      int first = index * columnsPerLane;
      for (int entry = 0; entry < input.sequence().entries(); entry++) {
        tableRows[first + entry] = input.tableRow(entry, prefixTable);
        places[first + entry] = input.sequence().place(entry);
      }
      reads.add(input.sequence(), first);
    }
  }

  int lanes() {
    return pass.lanes().size();
  }

  int columnsPerLane() {
    return columnsPerLane;
  }

  int columns() {
    return tableRows.length;
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
    return pass.lanes().get(index).prefill() ? inputs.get(index).features() : Optional.empty();
  }

  /** What the rows of logits are made of. */
  PassReads reads() {
    return reads;
  }

  /** Whose angles rotate each column, and whose row is added to it; padding takes place 0. */
  int[] places() {
    return places;
  }

  /** The columns that begin as query tokens. */
  int[] queryColumns() {
    return IntStream.range(0, columns())
        .filter(column -> !isPadding(column))
        .filter(
            column ->
                sequence(column).content(column % columnsPerLane) == LaneSequence.Content.QUERY)
        .toArray();
  }

  /** The row of the queries that such a column begins as. */
  int queryRow(int column) {
    return sequence(column).row(column % columnsPerLane);
  }

  /** The session's index of the lane that a column belongs to. */
  int laneOf(int column) {
    return pass.lanes().get(column / columnsPerLane).lane();
  }

  /** The angles of the lane that a column belongs to. */
  RotaryTable rotary(int column) {
    return sequence(column).rotary();
  }

  boolean isPadding(int column) {
    return column % columnsPerLane >= sequence(column).entries();
  }

  /** The slot that a column is written to; none for padding. */
  int slot(int column) {
    return sequence(column).slot(column % columnsPerLane);
  }

  /**
   * Writes what is added to the scores: 0 where a slot is seen, minus infinity where it is not.
   *
   * @param target receives columns x used slots values
   * @return whether anything is hidden at all
   */
  boolean fillMask(FloatBuffer target) {
    boolean hidden = false;
    float[] row = new float[usedSlots];
    for (int column = 0; column < columns(); column++) {
      if (isPadding(column)) {
        // Padding sees one slot, for a softmax over nothing would be no number.
        Arrays.fill(row, Float.NEGATIVE_INFINITY);
        row[0] = 0;
      } else {
        sequence(column).fillBias(column % columnsPerLane, row, 0, usedSlots);
        hidden |= hides(row);
      }
      target.put(row);
    }
    return hidden;
  }

  private static boolean hides(float[] bias) {
    for (float each : bias) {
      if (each != 0) {
        return true;
      }
    }
    return false;
  }

  /** The sequence of the lane at an index of the pass. */
  LaneSequence sequenceAt(int index) {
    return inputs.get(index).sequence();
  }

  private LaneSequence sequence(int column) {
    return sequenceAt(column / columnsPerLane);
  }
}
