/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.InvalidInputException;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Layout;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.models.network.TransformerSizes;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keys and values of a session, addressed by slot, in the bands of a {@link Matrix} so that
 * attention is two products: for the keys of a head rows are slots and inputs elements of the head,
 * for the values rows are elements and inputs slots. What was never written is zero. Different
 * lanes and heads may be used by different threads.
 */
final class KeyValueCache {
  private final Layout bands;
  private final int headWidth;
  private final int valueRows;
  private final int[] slotsOfLane;
  private final float[][] keys;
  private final float[][] values;
  private final int lanes;

  KeyValueCache(Kernels kernels, TransformerSizes sizes, List<LaneInput> lanes) {
    this(
        kernels,
        sizes,
        sizes.layers(),
        lanes.stream().mapToInt(lane -> lane.sequence().slots()).toArray());
  }

  /** A cache of fewer layers than the network has. */
  KeyValueCache(Kernels kernels, TransformerSizes sizes, int layers, int[] slots) {
    this.bands = kernels.bands();
    this.headWidth = sizes.headWidth();
    this.valueRows = kernels.paddedRows(headWidth);
    this.lanes = slots.length;
    this.slotsOfLane = IntStream.of(slots).map(kernels::paddedRows).toArray();
    this.keys = new float[layers * lanes][];
    this.values = new float[layers * lanes][];
    for (int i = 0; i < keys.length; i++) {
      long perWidth = (long) sizes.keyValueHeads() * slotsOfLane[i % lanes];
      keys[i] = allocate(perWidth * headWidth);
      values[i] = allocate(perWidth * valueRows);
    }
  }

  private static float[] allocate(long length) {
    if (length > Integer.MAX_VALUE - Matrix.PANEL) {
      throw new InvalidInputException(
          "the grid is too large: keys of one layer and image exceed a Java array");
    }
    return new float[(int) length];
  }

  /** Overwrites one slot with a key and a value of the width of a head. */
  void write(int layer, int lane, int head, int slot, float[] source, int key, int value) {
    float[] k = keys(layer, lane);
    int to = keyBase(lane, head) + bands.index(headWidth, slot, 0);
    for (int i = 0; i < headWidth; i++) {
      k[to + i * bands.rows()] = source[key + i];
    }
    float[] v = values(layer, lane);
    for (int i = 0; i < headWidth; i += bands.rows()) {
      int count = Math.min(bands.rows(), headWidth - i);
      int at = valueBase(lane, head) + bands.index(slotsOfLane[lane], i, slot);
      System.arraycopy(source, value + i, v, at, count);
    }
  }

  float[] keys(int layer, int lane) {
    return keys[layer * lanes + lane];
  }

  float[] values(int layer, int lane) {
    return values[layer * lanes + lane];
  }

  /** Slots of a lane with those that fill the last rows; longer lanes of the pass may have more. */
  int slots(int lane) {
    return slotsOfLane[lane];
  }

  int keyBase(int lane, int head) {
    return head * slotsOfLane[lane] * headWidth;
  }

  /** From one band of keys to the next. */
  int keyStride() {
    return headWidth * bands.rows();
  }

  int valueBase(int lane, int head) {
    return head * valueRows * slotsOfLane[lane];
  }

  /** From one band of values to the next. */
  int valueStride(int lane) {
    return slotsOfLane[lane] * bands.rows();
  }

  /** The elements of a value with those that fill the last rows. */
  int valueRows() {
    return valueRows;
  }
}
