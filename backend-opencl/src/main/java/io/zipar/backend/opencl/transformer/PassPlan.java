/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.models.pass.LaneSequence;
import io.zipar.models.pass.PassReads;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import java.util.List;

/**
 * Lays forward passes out: a column for every entry, the lanes that take part one after another.
 * Not safe for several threads.
 */
final class PassPlan {
  private final List<LaneInput> lanes;
  private final PassReads reads;
  private final DevicePlan plan;
  private final int heads;
  private final int[] readsFrom;
  private float[] bias = {};

  /**
   * A plan.
   *
   * @param lanes of the session, by their index
   * @param reads receives what the rows of logits are made of
   * @param heads of the network
   * @param plan receives what the kernels are told
   */
  PassPlan(List<LaneInput> lanes, PassReads reads, int heads, DevicePlan plan) {
    this.lanes = lanes;
    this.reads = reads;
    this.plan = plan;
    this.heads = heads;
    this.readsFrom = new int[heads];
  }

  /** Lays a pass out; it is not sent yet. */
  void layOut(ForwardPass pass) {
    int columns = 0;
    int slots = 0;
    reads.begin();
    for (LanePass each : pass.lanes()) {
      LaneSequence sequence = lanes.get(each.lane()).sequence();
      sequence.layOut(each);
      reads.add(sequence, columns);
      columns += sequence.entries();
      slots = Math.max(slots, sequence.usedSlots());
    }
    plan.begin(columns, slots);
    int first = 0;
    for (LanePass each : pass.lanes()) {
      LaneInput lane = lanes.get(each.lane());
      addColumns(lane, first);
      first += lane.sequence().entries();
    }
    for (int head = 0; head < heads; head++) {
      readsFrom[head] = plan.next();
      for (int i = 0; i < reads.count(head); i++) {
        plan.add(reads.column(head, i));
      }
    }
  }

  private void addColumns(LaneInput lane, int first) {
    LaneSequence sequence = lane.sequence();
    int slots = sequence.usedSlots();
    if (bias.length < slots) {
      bias = new float[slots];
    }
    for (int entry = 0; entry < sequence.entries(); entry++) {
      int column = first + entry;
      plan.set(DevicePlan.Row.NUMBER, column, lane.number(entry));
      plan.set(DevicePlan.Row.PLACE, column, sequence.place(entry));
      plan.set(DevicePlan.Row.ANGLE, column, lane.firstAngle() + sequence.place(entry));
      plan.set(DevicePlan.Row.CACHE_ROW, column, lane.firstRow() + sequence.slot(entry));
      plan.set(DevicePlan.Row.FIRST_ROW, column, lane.firstRow());
      plan.set(DevicePlan.Row.SLOTS, column, slots);
      sequence.fillBias(entry, bias, 0, slots);
      plan.setVisible(column, bias, slots);
    }
  }

  /** Where the columns that a head reads stand in the plan. */
  int readsFrom(int head) {
    return readsFrom[head];
  }

  PassReads reads() {
    return reads;
  }
}
