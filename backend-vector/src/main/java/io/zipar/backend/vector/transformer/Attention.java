/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.kernel.Softmax;
import io.zipar.backend.vector.threads.Team;
import io.zipar.models.network.TransformerSizes;
import java.util.Optional;

/**
 * Attention of the tokens of a pass over the cache: units of work are a lane and a key/value head.
 * Its fields are those of the running layer; one object serves a session.
 */
final class Attention implements Team.RangeWork {
  /** Queries that share one reading of keys and values: three of the widest tile. */
  private static final int CHUNK = 15;

  private final Kernels kernels;
  private final TransformerSizes sizes;
  private final KeyValueCache cache;
  private final AttentionPlan plan;
  private final CacheWriter writer;
  private final Scratch[] scratches;
  private int layer;
  private float[] queries;
  private int queryStride;
  private float[] attended;
  private Optional<WeightSink> sink = Optional.empty();

  Attention(
      Kernels kernels,
      TransformerSizes sizes,
      KeyValueCache cache,
      AttentionPlan plan,
      CacheWriter writer,
      int threads) {
    this.kernels = kernels;
    this.sizes = sizes;
    this.cache = cache;
    this.plan = plan;
    this.writer = writer;
    this.scratches = new Scratch[threads];
    for (int i = 0; i < threads; i++) {
      scratches[i] = new Scratch();
    }
  }

  /** Brings the tokens of a pass into the cache. */
  @FunctionalInterface
  interface CacheWriter {
    /**
     * Writes a key/value head of a lane's columns to the cache, and makes their queries ready.
     * Called by several threads for different heads or lanes.
     */
    void write(int segment, int head);
  }

  /** Takes the weights of queries over slots. */
  @FunctionalInterface
  interface WeightSink {
    /**
     * Takes those of one query. Called by several threads for different heads or lanes.
     *
     * @param segment the lane that takes part
     * @param head index of the query's head
     * @param column that of the query
     * @param scores but for a factor the weights over slots from 0
     * @param from index of the first
     * @param count number of slots
     * @param factor makes the scores weights
     */
    void take(int segment, int head, int column, float[] scores, int from, int count, float factor);
  }

  /** The memory of one thread. */
  private static final class Scratch {
    private final float[] factors = new float[CHUNK];

    /** The queries, then what they attend to. */
    private float[] vectors = {};

    private float[] scores = {};

    void reserve(int slots, int rows) {
      if (scores.length < CHUNK * slots) {
        scores = new float[CHUNK * slots];
      }
      if (vectors.length < CHUNK * rows) {
        vectors = new float[CHUNK * rows];
      }
    }
  }

  /** Has the weights taken from now on, or not. */
  void tell(Optional<WeightSink> receiver) {
    sink = receiver;
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
    int group = sizes.headsPerKeyValueHead();
    for (int unit = from; unit < to; unit++) {
      int segment = unit / sizes.keyValueHeads();
      int head = unit % sizes.keyValueHeads();
      int first = plan.start(segment) * group;
      int end = plan.start(segment + 1) * group;
      writer.write(segment, head);
      for (int chunk = first; chunk < end; chunk += CHUNK) {
        attend(segment, head, chunk, Math.min(end, chunk + CHUNK), scratches[thread]);
      }
    }
  }

  /** Attends for some queries of a key/value head; query q is that of column q / group. */
  private void attend(int segment, int head, int first, int end, Scratch scratch) {
    int group = sizes.headsPerKeyValueHead();
    int width = sizes.headWidth();
    int lane = plan.lane(segment);
    int slots = Math.min(plan.paddedSlots(), cache.slots(lane));
    int count = end - first;
    int rows = cache.valueRows();
    scratch.reserve(slots, rows);
    for (int i = 0; i < count; i++) {
      int from = (first + i) / group * queryStride + (head * group + (first + i) % group) * width;
      System.arraycopy(queries, from, scratch.vectors, i * rows, width);
    }
    kernels.product(
        cache.keys(layer, lane),
        cache.keyBase(lane, head),
        cache.keyStride(),
        slots,
        cache.keySteps(),
        scratch.vectors,
        rows,
        count,
        scratch.scores,
        slots);
    for (int i = 0; i < count; i++) {
      int query = head * group + (first + i) % group;
      plan.addBias(query, (first + i) / group, scratch.scores, i * slots, slots);
      scratch.factors[i] = Softmax.exponentials(kernels, scratch.scores, i * slots, slots);
      if (sink.isPresent()) {
        int column = (first + i) / group;
        sink.get()
            .take(segment, query, column, scratch.scores, i * slots, slots, scratch.factors[i]);
      }
    }
    kernels.product(
        cache.values(layer, lane),
        cache.valueBase(lane, head),
        cache.valueStride(lane),
        rows,
        cache.valueSteps(slots),
        scratch.scores,
        slots,
        count,
        scratch.vectors,
        rows);
    for (int i = 0; i < count; i++) {
      int to =
          (first + i) / group * sizes.queryWidth() + (head * group + (first + i) % group) * width;
      for (int element = 0; element < width; element++) {
        attended[to + element] = scratch.vectors[i * rows + element] * scratch.factors[i];
      }
    }
  }
}
