/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.InvalidInputException;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Bands;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Layout;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.models.network.TransformerSizes;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keys and values of a session, addressed by slot, in the bands of a {@link Matrix} so that
 * attention is two products: for the keys of a head rows are slots and inputs elements of the head,
 * for the values rows are elements and inputs slots. What was never written is zero. Where a word
 * has two elements, a key's are neighbours in the key, a value's those of two slots that follow
 * each other. Different lanes and heads may be used by different threads.
 */
final class KeyValueCache {
  private final Layout bands;
  private final int perWord;
  private final int headWidth;
  private final int keySteps;
  private final int valueRows;
  private final int[] slotsOfLane;
  private final Bands[] keys;
  private final Bands[] values;
  private final int lanes;

  KeyValueCache(Kernels kernels, TransformerSizes sizes, List<LaneInput> lanes, Dtype dtype) {
    this(
        kernels,
        sizes,
        dtype,
        sizes.layers(),
        lanes.stream().mapToInt(lane -> lane.sequence().slots()).toArray());
  }

  /** A cache of fewer layers than the network has. */
  KeyValueCache(Kernels kernels, TransformerSizes sizes, Dtype dtype, int layers, int[] slots) {
    this.bands = kernels.bands();
    this.perWord = dtype.perWord();
    this.headWidth = sizes.headWidth();
    this.keySteps = (headWidth + perWord - 1) / perWord;
    this.valueRows = kernels.paddedRows(headWidth);
    this.lanes = slots.length;
    this.slotsOfLane = IntStream.of(slots).map(kernels::paddedRows).toArray();
    this.keys = new Bands[layers * lanes];
    this.values = new Bands[layers * lanes];
    for (int i = 0; i < keys.length; i++) {
      long perWidth = (long) sizes.keyValueHeads() * slotsOfLane[i % lanes];
      keys[i] = allocate(dtype, perWidth * keySteps);
      values[i] = allocate(dtype, perWidth / perWord * valueRows);
    }
  }

  private static Bands allocate(Dtype dtype, long length) {
    if (length > Integer.MAX_VALUE - Matrix.PANEL) {
      throw new InvalidInputException(
          "the grid is too large: keys of one layer and image exceed a Java array");
    }
    return Bands.allocate(dtype, (int) length);
  }

  /** Overwrites one slot with a key and a value of the width of a head. */
  void write(int layer, int lane, int head, int slot, float[] source, int key, int value) {
    Bands k = keys(layer, lane);
    int to = keyBase(lane, head) + bands.index(keySteps, slot, 0);
    for (int i = 0; i < headWidth; i++) {
      k.set(to + i / perWord * bands.rows(), i % perWord, source[key + i]);
    }
    Bands v = values(layer, lane);
    int base = valueBase(lane, head);
    for (int i = 0; i < headWidth; i += bands.rows()) {
      int count = Math.min(bands.rows(), headWidth - i);
      int at = base + bands.index(valueSteps(slotsOfLane[lane]), i, slot / perWord);
      for (int row = 0; row < count; row++) {
        v.set(at + row, slot % perWord, source[value + i + row]);
      }
    }
  }

  Bands keys(int layer, int lane) {
    return keys[layer * lanes + lane];
  }

  Bands values(int layer, int lane) {
    return values[layer * lanes + lane];
  }

  /** Slots of a lane with those that fill the last rows; longer lanes of the pass may have more. */
  int slots(int lane) {
    return slotsOfLane[lane];
  }

  int keyBase(int lane, int head) {
    return head * slotsOfLane[lane] * keySteps;
  }

  /** From one band of keys to the next. */
  int keyStride() {
    return keySteps * bands.rows();
  }

  /** Words of a key. */
  int keySteps() {
    return keySteps;
  }

  /** Words of as many slots, as {@link Kernels#paddedRows} rounds. */
  int valueSteps(int slots) {
    return slots / perWord;
  }

  int valueBase(int lane, int head) {
    return head * valueRows * valueSteps(slotsOfLane[lane]);
  }

  /** From one band of values to the next. */
  int valueStride(int lane) {
    return valueSteps(slotsOfLane[lane]) * bands.rows();
  }

  /** The elements of a value with those that fill the last rows. */
  int valueRows() {
    return valueRows;
  }
}
