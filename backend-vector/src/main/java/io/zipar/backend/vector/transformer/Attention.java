/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.kernel.Softmax;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.models.network.TransformerSizes;

/**
 * Attention of the tokens of a pass over the cache: units of work are a lane and a key/value head.
 * Its fields are those of the running layer; one object serves a session.
 */
final class Attention implements Team.RangeWork {
  /** Queries that share one reading of keys and values. */
  private static final int CHUNK = 16;

  private final Kernels kernels;
  private final TransformerSizes sizes;
  private final KeyValueCache cache;
  private final AttentionPlan plan;
  private final Scratch[] scratches;
  private int layer;
  private float[] queries;
  private int queryStride;
  private float[] attended;

  Attention(
      Kernels kernels,
      TransformerSizes sizes,
      KeyValueCache cache,
      AttentionPlan plan,
      int threads) {
    this.kernels = kernels;
    this.sizes = sizes;
    this.cache = cache;
    this.plan = plan;
    this.scratches = new Scratch[threads];
    for (int i = 0; i < threads; i++) {
      scratches[i] = new Scratch(kernels);
    }
  }

  /** The memory of one thread. */
  private static final class Scratch {
    private final Columns queries;
    private final Columns weights;
    private float[] scores = {};

    Scratch(Kernels kernels) {
      this.queries = kernels.columns();
      this.weights = kernels.columns();
    }

    float[] scores(int length) {
      if (scores.length < length) {
        scores = new float[length];
      }
      return scores;
    }
  }

  /**
   * Runs one layer.
   *
   * @param team does the work
   * @param layerIndex the layer
   * @param rotated columns x stride: the rotated and scaled queries first
   * @param stride of the former
   * @param target receives columns x query width
   */
  void run(Team team, int layerIndex, float[] rotated, int stride, float[] target) {
    layer = layerIndex;
    queries = rotated;
    queryStride = stride;
    attended = target;
    team.run(this, plan.segments() * sizes.keyValueHeads(), 1);
  }

  @Override
  public void run(int from, int to, int thread) {
    int group = sizes.heads() / sizes.keyValueHeads();
    for (int unit = from; unit < to; unit++) {
      int segment = unit / sizes.keyValueHeads();
      int head = unit % sizes.keyValueHeads();
      int first = plan.start(segment) * group;
      int end = plan.start(segment + 1) * group;
      for (int chunk = first; chunk < end; chunk += CHUNK) {
        attend(segment, head, chunk, Math.min(end, chunk + CHUNK), scratches[thread]);
      }
    }
  }

  /** Attends for some queries of a key/value head; query q is that of column q / group. */
  private void attend(int segment, int head, int first, int end, Scratch scratch) {
    int group = sizes.heads() / sizes.keyValueHeads();
    int width = sizes.headWidth();
    int lane = plan.lane(segment);
    int slots = Math.min(plan.paddedSlots(), cache.slots(lane));
    int count = end - first;
    scratch.queries.resize(count, width, width);
    for (int i = 0; i < count; i++) {
      int from = (first + i) / group * queryStride + (head * group + (first + i) % group) * width;
      scratch.queries.set(i, queries, from, width);
    }
    float[] scores = scratch.scores(Columns.padded(CHUNK) * Math.max(slots, width + Matrix.PAIR));
    kernels.product(
        cache.keys(layer, lane),
        cache.keyBase(lane, head),
        cache.keyStride(),
        slots / Matrix.PAIR,
        width,
        scratch.queries,
        scores,
        slots);
    scratch.weights.resize(count, slots, slots);
    for (int i = 0; i < count; i++) {
      int query = head * group + (first + i) % group;
      plan.addBias(query, (first + i) / group, scores, i * slots, slots);
      Softmax.apply(kernels, scores, i * slots, slots);
      scratch.weights.set(i, scores, i * slots, slots);
    }
    int stride = cache.valuePairs() * Matrix.PAIR;
    kernels.product(
        cache.values(layer, lane),
        cache.valueBase(lane, head),
        cache.valueStride(lane),
        cache.valuePairs(),
        slots,
        scratch.weights,
        scores,
        stride);
    for (int i = 0; i < count; i++) {
      int to =
          (first + i) / group * sizes.queryWidth() + (head * group + (first + i) % group) * width;
      System.arraycopy(scores, i * stride, attended, to, width);
    }
  }
}
