/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.attention;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.GrowingBuffer;
import io.zipar.backend.opencl.device.OpenDevice;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the kernels of a pass are told of its columns, in one array that goes to the device at once:
 * a row of each {@link Row} for all columns, then for each column the bits of the slots that it
 * sees, then numbers of columns. Memory is kept for the next pass.
 */
public final class DevicePlan implements AutoCloseable {
  private static final int[] NOTHING = {};

  private int[] values = NOTHING;
  private int columns;
  private int slots;
  private int words;
  private int used;
  private final GrowingBuffer buffer;

  /** What there is for each column; in the order of portable.cl. */
  public enum Row {
    /** Row of the table that it begins as, or -1 - row of the session's rows. */
    NUMBER,
    /** Whose row is added to it. */
    PLACE,
    /** Whose angles rotate it. */
    ANGLE,
    /** The row of the cache that it is written to. */
    CACHE_ROW,
    /** The first row of the cache that it can see. */
    FIRST_ROW,
    /** The slots that any column of its lane can see. */
    SLOTS,
    /** Its position in its text. */
    POSITION
  }

  /**
   * A plan without memory yet.
   *
   * @param device that it goes to
   */
  public DevicePlan(OpenDevice device) {
    this.buffer = new GrowingBuffer(device, "the plan of a pass");
  }

  /**
   * Begins a plan in which everything is 0.
   *
   * @param columnCount of the pass
   * @param slotCount that there are bits for; 0 if every column sees all of its slots
   */
  public void begin(int columnCount, int slotCount) {
    columns = columnCount;
    slots = slotCount;
    words = (slots + Integer.SIZE - 1) / Integer.SIZE;
    used = Math.multiplyExact(Row.values().length + words, columns);
    if (values.length < used) {
      values = new int[used];
    }
    Arrays.fill(values, 0, used, 0);
  }

  /**
   * Says something of a column.
   *
   * @param row what
   * @param column which
   * @param value from 0, or below 0 for {@link Row#NUMBER}
   */
  public void set(Row row, int column, int value) {
    values[row.ordinal() * columns + column] = value;
  }

  /**
   * Lets a column see the slots whose bias is 0.
   *
   * @param column which
   * @param bias one for each slot
   * @param count how many
   */
  public void setVisible(int column, float[] bias, int count) {
    int first = Row.values().length * columns + column * words;
    for (int slot = 0; slot < count; slot++) {
      if (bias[slot] == 0) {
        values[first + slot / Integer.SIZE] |= 1 << slot % Integer.SIZE;
      }
    }
  }

  /**
   * Adds a number behind.
   *
   * @param number of a column
   * @return where it is
   */
  public int add(int number) {
    if (values.length == used) {
      values = Arrays.copyOf(values, 2 * used + 1);
    }
    values[used] = number;
    return used++;
  }

  /**
   * Where the next number will be.
   *
   * @return index in the plan
   */
  public int next() {
    return used;
  }

  /** Brings the plan to the device. */
  public void send() {
    long bytes = (long) used * Integer.BYTES;
    if (buffer.bytes() < bytes) {
      // Passes see more and more slots.
      buffer.reserve(2 * bytes);
    }
    buffer.buffer().write(values, used);
  }

  /**
   * The plan on the device.
   *
   * @return what was sent
   */
  public Optional<DeviceBuffer> buffer() {
    return Optional.of(buffer.buffer());
  }

  /**
   * Counts the columns.
   *
   * @return those of the pass
   */
  public int columns() {
    return columns;
  }

  /**
   * Counts the slots that there are bits for.
   *
   * @return at least {@link Row#SLOTS} of any column, or 0 where everything is seen
   */
  public int slots() {
    return slots;
  }

  /**
   * Words of bits for each column.
   *
   * @return 0 where everything is seen
   */
  public int words() {
    return words;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
