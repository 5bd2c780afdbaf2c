/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.zipar.models.network.TransformerSizes;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values of a session, addressed by slot. For every layer one array of (2 key/value heads
 * x lanes) x (slots + 1) x head width: keys of all heads, then values. In this order of dimensions
 * a batched product reads the cache in place, and one indexed write stores keys and values. The
 * extra slot takes what padding writes and is never read. Not safe for several threads.
 */
final class PositionCache {
  private final int heads;
  private final int lanes;
  private final int slots;
  private final int headWidth;
  private final List<NDArray> layers = new ArrayList<>();
  private final List<NDArray> rows = new ArrayList<>();
  private final List<NDArray> byLane = new ArrayList<>();

  /**
   * Allocates zeros.
   *
   * @param manager owner of the memory
   * @param sizes of the network
   * @param lanes number of lanes
   * @param slots number of slots of the longest lane
   * @param type element type
   */
  PositionCache(NDManager manager, TransformerSizes sizes, int lanes, int slots, DataType type) {
    this.heads = 2 * sizes.keyValueHeads();
    this.lanes = lanes;
    this.slots = slots;
    this.headWidth = sizes.headWidth();
    for (int layer = 0; layer < sizes.layers(); layer++) {
      NDArray cache = manager.zeros(new Shape((long) heads * lanes, slots + 1, headWidth), type);
      layers.add(cache);
      rows.add(cache.reshape((long) heads * lanes * (slots + 1), headWidth));
      byLane.add(cache.reshape(heads, lanes, slots + 1, headWidth));
    }
  }

  /**
   * Finds the rows that the columns of a pass are written to.
   *
   * @param plan the pass
   * @return 2 key/value heads x columns row numbers for {@link #write}
   */
  long[] rowsOf(PassPlan plan) {
    long[] result = new long[heads * plan.columns()];
    int next = 0;
    for (int head = 0; head < heads; head++) {
      for (int column = 0; column < plan.columns(); column++) {
        int slot = plan.isPadding(column) ? slots : plan.slot(column);
        result[next++] = ((long) head * lanes + plan.laneOf(column)) * (slots + 1) + slot;
      }
    }
    return result;
  }

  /**
   * Overwrites slots.
   *
   * @param layer index of the layer
   * @param columns keys and values, (2 key/value heads x head width) x columns
   * @param target the rows, of shape 2 key/value heads x columns
   */
  void write(int layer, NDArray columns, NDIndex target) {
    long count = columns.getShape().get(1);
    NDArray values = columns.reshape(heads, headWidth, count).transpose(0, 2, 1);
    rows.get(layer).set(target, values);
  }

  /**
   * Reads the first slots of all lanes, without copying.
   *
   * @param layer index of the layer
   * @param owner manager of the result
   * @param usedSlots number of slots
   * @return (2 key/value heads x lanes) x used slots x head width
   */
  NDArray read(int layer, NDManager owner, int usedSlots) {
    return layers.get(layer).get(owner, new NDIndex().addAllDim().addSliceDim(0, usedSlots));
  }

  /**
   * Copies the first slots of some lanes together.
   *
   * @param layer index of the layer
   * @param owner manager of the result
   * @param usedSlots number of slots
   * @param chosen indices of the lanes, INT64
   * @return (2 key/value heads x chosen lanes) x used slots x head width
   */
  NDArray read(int layer, NDManager owner, int usedSlots, NDArray chosen) {
    NDIndex index = new NDIndex().addAllDim().addIndices("{}", chosen).addSliceDim(0, usedSlots);
    return byLane.get(layer).get(owner, index).reshape(heads * chosen.size(), usedSlots, headWidth);
  }
}
