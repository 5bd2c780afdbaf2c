/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.weights;

import io.zipar.InvalidInputException;
import io.zipar.models.tensor.HalfPrecision;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Turns rows of float32 into what a {@link DeviceMatrix} holds. For one thread. */
final class RowEncoder {
  private static final float LARGEST_FLOAT16 = 65504f;
  private static final float LARGEST_INT8 = 127f;

  private final Dtype dtype;
  private final String name;

  /**
   * An encoder.
   *
   * @param dtype of the result
   * @param name of the tensor, for messages
   */
  RowEncoder(Dtype dtype, String name) {
    this.dtype = dtype;
    this.name = name;
  }

  /**
   * Encodes values whose number is a multiple of a block.
   *
   * @param values any
   * @param count of them
   * @param elements receives them
   * @param scales receives a scale for each block, where the precision has them
   * @throws InvalidInputException if a value does not fit the precision
   */
  void encode(float[] values, int count, ByteBuffer elements, FloatBuffer scales) {
    switch (dtype) {
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          elements.putFloat(values[i]);
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          elements.putShort(float16(values[i]));
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          elements.putShort(HalfPrecision.bfloat16(values[i]));
        }
      }
      case INT8 -> {
        for (int block = 0; block < count; block += Dtype.BLOCK) {
          scales.put(block(values, block, elements));
        }
      }
      default -> throw new IllegalArgumentException("no encoding of " + dtype);
    }
  }

  private short float16(float value) {
    if (Math.abs(value) > LARGEST_FLOAT16) {
      throw new InvalidInputException(
          "tensor '"
              + name
              + "' holds "
              + value
              + ", which float16 cannot hold; take dtype=bfloat16 or float32");
    }
    return HalfPrecision.float16(value);
  }

  private static float block(float[] values, int first, ByteBuffer elements) {
    float greatest = 0;
    for (int i = first; i < first + Dtype.BLOCK; i++) {
      greatest = Math.max(greatest, Math.abs(values[i]));
    }
    float scale = greatest / LARGEST_INT8;
    for (int i = first; i < first + Dtype.BLOCK; i++) {
      elements.put((byte) (scale == 0 ? 0 : Math.rint(values[i] / scale)));
    }
    return scale;
  }
}
