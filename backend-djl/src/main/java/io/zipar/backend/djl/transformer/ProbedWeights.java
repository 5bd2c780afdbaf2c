/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.pass.AttentionRecorder;
import io.zipar.models.pass.LaneSequence;
import java.nio.FloatBuffer;

/** Brings the attention weights of probed layers from the device. */
final class ProbedWeights {
  private final AttentionRecorder recorder;
  private final int keyValueHeads;
  private final int group;

  /**
   * Takes weights.
   *
   * @param recorder tells them
   * @param sizes of the network
   */
  ProbedWeights(AttentionRecorder recorder, TransformerSizes sizes) {
    this.recorder = recorder;
    this.keyValueHeads = sizes.keyValueHeads();
    this.group = sizes.headsPerKeyValueHead();
  }

  /**
   * Tells the weights of a layer, lane by lane, if the probe wants them.
   *
   * @param layer index of the layer
   * @param weights (key/value heads x lanes) x (heads of each x columns per lane) x used slots
   * @param plan the pass
   */
  void take(int layer, NDArray weights, PassPlan plan) {
    if (!recorder.wants(layer)) {
      return;
    }
    // The buffer is the array's own memory, so it is read before the array is closed.
    try (NDArray wide = weights.toType(DataType.FLOAT32, true)) {
      FloatBuffer values = wide.toByteBuffer(true).asFloatBuffer();
      for (int index = 0; index < plan.lanes(); index++) {
        int lane = plan.laneOf(index * plan.columnsPerLane());
        LaneSequence sequence = plan.sequenceAt(index);
        recorder.record(lane, sequence, layer, ofLane(values, plan, index, sequence));
      }
    }
  }

  /** Without the padding of lanes that have fewer entries or slots than others. */
  private float[] ofLane(FloatBuffer values, PassPlan plan, int index, LaneSequence sequence) {
    int entries = sequence.entries();
    int slots = sequence.usedSlots();
    float[] weights = new float[keyValueHeads * group * entries * slots];
    for (int head = 0; head < keyValueHeads * group; head++) {
      int lane = (head / group * plan.lanes() + index) * group + head % group;
      for (int entry = 0; entry < entries; entry++) {
        int row = lane * plan.columnsPerLane() + entry;
        values.get(row * plan.usedSlots(), weights, (head * entries + entry) * slots, slots);
      }
    }
    return weights;
  }
}
