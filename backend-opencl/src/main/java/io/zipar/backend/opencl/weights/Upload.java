/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.weights;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.models.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lwjgl.system.MemoryUtil;

/**
 * Brings weights to a device, some rows at a time, and owns them: closing frees all. For one
 * thread, which holds the device's lock.
 */
public final class Upload implements AutoCloseable {
  /** Elements that are on the host at a time, or one row. */
  private static final int PIECE = 1 << 20;

  private final OpenDevice device;
  private final List<DeviceBuffer> owned = new ArrayList<>();

  /**
   * An upload.
   *
   * @param device that the weights go to
   */
  public Upload(OpenDevice device) {
    this.device = device;
  }

  /**
   * Loads something in turn; what was brought is given back if that fails.
   *
   * @param <T> what is loaded
   * @param load brings it by this
   * @return what was loaded
   */
  public <T> T load(Supplier<T> load) {
    return device.inTurn(
        () -> {
          try {
            return load.get();
          } catch (RuntimeException e) {
            close();
            throw e;
          }
        });
  }

  /** Reads a row of a matrix that is put together. */
  @FunctionalInterface
  private interface RowSource {
    void read(int row, FloatBuffer target);
  }

  /**
   * Brings all values of a tensor in float32.
   *
   * @param tensor any shape
   * @return its values in row-major order
   */
  public DeviceBuffer vector(Tensor tensor) {
    long count = tensor.shape().elements();
    DeviceBuffer buffer = own(device.allocate(tensor.name(), count * Float.BYTES));
    float[] piece = new float[(int) Math.min(PIECE, count)];
    for (long first = 0; first < count; first += piece.length) {
      int length = (int) Math.min(piece.length, count - first);
      tensor.read(first, FloatBuffer.wrap(piece, 0, length));
      buffer.write(first, piece, length);
    }
    return buffer;
  }

  /**
   * Brings numbers.
   *
   * @param what for messages
   * @param values at least one
   * @return the values
   */
  public DeviceBuffer vector(String what, float[] values) {
    DeviceBuffer buffer = own(device.allocate(what, (long) values.length * Float.BYTES));
    buffer.write(0, values, values.length);
    return buffer;
  }

  /**
   * Reads a tensor to the host.
   *
   * @param tensor any shape
   * @return its values in row-major order
   */
  public static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    tensor.read(0, FloatBuffer.wrap(values));
    return values;
  }

  /**
   * Brings a matrix.
   *
   * @param tensor outputs first; inner dimensions count as one
   * @param dtype to convert to
   * @return the matrix
   */
  public DeviceMatrix matrix(Tensor tensor, Dtype dtype) {
    int rows = rows(tensor);
    int inputs = inputs(tensor);
    return load(
        tensor.name(),
        dtype,
        rows,
        inputs,
        (row, target) -> tensor.read((long) row * inputs, target));
  }

  /**
   * Brings two matrices of equal shape as one, their rows in turns.
   *
   * @param even the rows 0, 2, ...
   * @param odd the rows 1, 3, ...
   * @param dtype to convert to
   * @return the matrix
   */
  public DeviceMatrix interleaved(Tensor even, Tensor odd, Dtype dtype) {
    int inputs = inputs(even);
    return load(
        even.name(),
        dtype,
        2 * rows(even),
        inputs,
        (row, target) -> (row % 2 == 0 ? even : odd).read((long) (row / 2) * inputs, target));
  }

  /**
   * Brings two tables of equal width as one, the second below the first.
   *
   * @param first rows from 0
   * @param second rows behind them
   * @param dtype to convert to
   * @return the table
   */
  public DeviceMatrix stacked(Tensor first, Tensor second, Dtype dtype) {
    int inputs = inputs(first);
    int above = rows(first);
    return load(
        first.name(),
        dtype,
        above + rows(second),
        inputs,
        (row, target) -> {
          boolean below = row >= above;
          (below ? second : first).read((long) (below ? row - above : row) * inputs, target);
        });
  }

  private DeviceMatrix load(String name, Dtype dtype, int rows, int inputs, RowSource source) {
    int stride = Dtype.stride(inputs);
    long elements = (long) rows * stride;
    DeviceBuffer target = own(device.allocate(name, elements * dtype.bytes()));
    Optional<DeviceBuffer> scales =
        dtype == Dtype.INT8
            ? Optional.of(own(device.allocate(name, elements / Dtype.BLOCK * Float.BYTES)))
            : Optional.empty();
    int together = Math.min(rows, Math.max(1, PIECE / stride));
    RowEncoder encoder = new RowEncoder(dtype, name);
    float[] values = new float[together * stride];
    ByteBuffer encoded = MemoryUtil.memAlloc(together * stride * dtype.bytes());
    ByteBuffer scaling = MemoryUtil.memAlloc(together * stride / Dtype.BLOCK * Float.BYTES);
    try {
      for (int first = 0; first < rows; first += together) {
        int count = Math.min(together, rows - first);
        for (int i = 0; i < count; i++) {
          source.read(first + i, FloatBuffer.wrap(values, i * stride, inputs));
        }
        encoded.clear();
        FloatBuffer ofBlocks = scaling.clear().asFloatBuffer();
        encoder.encode(values, count * stride, encoded, ofBlocks);
        long offset = (long) first * stride;
        target.write(offset * dtype.bytes(), encoded.flip());
        if (scales.isPresent()) {
          scaling.limit(ofBlocks.position() * Float.BYTES);
          scales.get().write(offset / Dtype.BLOCK * Float.BYTES, scaling);
        }
      }
    } finally {
      MemoryUtil.memFree(encoded);
      MemoryUtil.memFree(scaling);
    }
    return new DeviceMatrix(dtype, target, scales, rows, inputs, stride);
  }

  /**
   * A table without values yet.
   *
   * @param name for messages
   * @param rows of the table
   * @param width of a row
   * @return zeros in float32
   */
  public DeviceMatrix table(String name, int rows, int width) {
    int stride = Dtype.stride(width);
    DeviceBuffer target = own(device.allocate(name, (long) rows * stride * Float.BYTES));
    return new DeviceMatrix(Dtype.FLOAT32, target, Optional.empty(), rows, width, stride);
  }

  private DeviceBuffer own(DeviceBuffer buffer) {
    owned.add(buffer);
    return buffer;
  }

  private static int rows(Tensor tensor) {
    return Math.toIntExact(tensor.shape().dimension(0));
  }

  private static int inputs(Tensor tensor) {
    return Math.toIntExact(tensor.shape().elements() / tensor.shape().dimension(0));
  }

  @Override
  public void close() {
    owned.forEach(DeviceBuffer::close);
    owned.clear();
  }
}
