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
import io.zipar.backend.djl.engine.ReusedBuffer;
import io.zipar.models.network.RotaryTable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The arrays that every layer of a pass shares.
 *
 * @param plan the pass
 * @param tableRows INT64, row of the embedding table of each column
 * @param cosines pairs x 2 x columns, or 2 x pairs x columns: as the elements of a head pair up
 * @param sines likewise
 * @param cacheRows where each layer writes keys and values
 * @param lanes INT64, the lanes that take part; empty if all do, in their order
 * @param mask lanes x 1 x columns per lane x used slots, added to the scores; empty if nothing is
 *     hidden
 */
record PassArrays(
    PassPlan plan,
    NDArray tableRows,
    NDArray cosines,
    NDArray sines,
    NDIndex cacheRows,
    Optional<NDArray> lanes,
    Optional<NDArray> mask) {

  /** Makes these arrays, pass after pass in the same memory. Not safe for several threads. */
  static final class Factory {
    private final PositionCache cache;
    private final int sessionLanes;
    private final int headWidth;
    private final RotaryTable.Pairing pairing;
    private final DataType type;
    private final ReusedBuffer rowMemory = new ReusedBuffer();
    private final ReusedBuffer cacheMemory = new ReusedBuffer();
    private final ReusedBuffer laneMemory = new ReusedBuffer();
    private final ReusedBuffer cosineMemory = new ReusedBuffer();
    private final ReusedBuffer sineMemory = new ReusedBuffer();
    private final ReusedBuffer maskMemory = new ReusedBuffer();

    Factory(PositionCache cache, int sessionLanes, RotaryTable rotary, DataType type) {
      this.cache = cache;
      this.sessionLanes = sessionLanes;
      this.headWidth = 2 * rotary.pairs();
      this.pairing = rotary.pairing();
      this.type = type;
    }

    /**
     * Makes the arrays of a pass; those of the pass before must be closed.
     *
     * @param plan the pass
     * @param owner manager of the arrays
     * @return the arrays
     */
    PassArrays of(PassPlan plan, NDManager owner) {
      long columns = plan.columns();
      ByteBuffer cosines = zeroed(cosineMemory, headWidth * columns);
      ByteBuffer sines = zeroed(sineMemory, headWidth * columns);
      RotaryFactors.fill(plan, pairing, cosines.asFloatBuffer(), sines.asFloatBuffer());
      Shape factors =
          pairing == RotaryTable.Pairing.ADJACENT
              ? new Shape(headWidth / 2, 2, columns)
              : new Shape(2, headWidth / 2, columns);
      long[] cacheRows = cache.rowsOf(plan);
      NDArray cacheIndex =
          indices(owner, cacheMemory, cacheRows, new Shape(cacheRows.length / columns, columns));
      return new PassArrays(
          plan,
          indices(owner, rowMemory, plan.tableRows()),
          floats(owner, cosineMemory, cosines, factors),
          floats(owner, sineMemory, sines, factors),
          new NDIndex("{}", cacheIndex),
          lanes(plan, owner),
          mask(plan, owner));
    }

    private Optional<NDArray> lanes(PassPlan plan, NDManager owner) {
      int[] lanes =
          IntStream.range(0, plan.lanes())
              .map(index -> plan.laneOf(index * plan.columnsPerLane()))
              .toArray();
      return unlessAll(owner, laneMemory, lanes, sessionLanes);
    }

    private static Optional<NDArray> unlessAll(
        NDManager owner, ReusedBuffer memory, int[] chosen, int count) {
      boolean all = Arrays.equals(chosen, IntStream.range(0, count).toArray());
      return all ? Optional.empty() : Optional.of(indices(owner, memory, chosen));
    }

    private Optional<NDArray> mask(PassPlan plan, NDManager owner) {
      long elements = (long) plan.columns() * plan.usedSlots();
      ByteBuffer mask = maskMemory.fill(elements * Float.BYTES);
      if (!plan.fillMask(mask.asFloatBuffer())) {
        return Optional.empty();
      }
      Shape shape = new Shape(plan.lanes(), 1, plan.columnsPerLane(), plan.usedSlots());
      return Optional.of(floats(owner, maskMemory, mask, shape));
    }

    private NDArray floats(NDManager owner, ReusedBuffer memory, ByteBuffer content, Shape shape) {
      return memory.toArray(owner, content, shape, DataType.FLOAT32).toType(type, false);
    }

    private static ByteBuffer zeroed(ReusedBuffer memory, long elements) {
      ByteBuffer content = memory.fill(elements * Float.BYTES);
      while (content.hasRemaining()) {
        content.putFloat(0f);
      }
      return content.rewind();
    }

    private static NDArray indices(NDManager owner, ReusedBuffer memory, int[] values) {
      long[] wide = Arrays.stream(values).asLongStream().toArray();
      return indices(owner, memory, wide, new Shape(values.length));
    }

    private static NDArray indices(
        NDManager owner, ReusedBuffer memory, long[] values, Shape shape) {
      ByteBuffer content = memory.fill((long) values.length * Long.BYTES);
      content.asLongBuffer().put(values);
      return memory.toArray(owner, content, shape, DataType.INT64);
    }
  }
}
