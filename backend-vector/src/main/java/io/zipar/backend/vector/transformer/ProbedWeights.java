/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.models.pass.AttentionRecorder;
import io.zipar.models.pass.LaneSequence;
import java.util.Optional;

/** The attention weights of a probed layer of a pass. Threads write different heads and lanes. */
final class ProbedWeights implements Attention.WeightSink {
  private final AttentionRecorder recorder;
  private final PassPlan plan;
  private final int heads;
  private float[][] weights = {};

  ProbedWeights(AttentionRecorder recorder, PassPlan plan, int heads) {
    this.recorder = recorder;
    this.plan = plan;
    this.heads = heads;
  }

  /** Takes the weights of a layer, if the probe wants them. */
  Optional<Attention.WeightSink> begin(int layer) {
    if (!recorder.wants(layer)) {
      return Optional.empty();
    }
    weights = new float[plan.segments()][];
    for (int segment = 0; segment < weights.length; segment++) {
      LaneSequence sequence = plan.input(segment).sequence();
      weights[segment] = new float[heads * sequence.entries() * sequence.usedSlots()];
    }
    return Optional.of(this);
  }

  @Override
  public void take(
      int segment, int head, int column, float[] scores, int from, int count, float factor) {
    LaneSequence sequence = plan.input(segment).sequence();
    int slots = sequence.usedSlots();
    int entry = column - plan.start(segment);
    int to = (head * sequence.entries() + entry) * slots;
    for (int slot = 0; slot < slots; slot++) {
      weights[segment][to + slot] = scores[from + slot] * factor;
    }
  }

  /** Tells what was taken in a layer, lane by lane. */
  void end(int layer) {
    for (int segment = 0; segment < weights.length; segment++) {
      recorder.record(plan.lane(segment), plan.input(segment).sequence(), layer, weights[segment]);
    }
    weights = new float[0][];
  }
}
