/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * A tensor that lies row-major and without gaps in a file.
 *
 * @param file the open file
 * @param name the name in the checkpoint
 * @param shape its dimensions
 * @param type how the elements are stored
 * @param offset of the first element, in bytes from the start of the file
 */
public record FileTensor(
    CheckpointFile file, String name, Shape shape, ElementType type, long offset)
    implements Tensor {
  private static final int CHUNK_BYTES = 1 << 15;

  @Override
  public void read(long first, FloatBuffer target) {
    checkRange(this, first, target);
    int width = type.bytes();
    int chunk = Math.min(CHUNK_BYTES / width, target.remaining());
    ByteBuffer bytes = ByteBuffer.allocate(chunk * width);
    long next = first;
    while (target.hasRemaining()) {
      int count = Math.min(chunk, target.remaining());
      bytes.clear().limit(count * width);
      file.read(offset + next * width, bytes);
      ElementDecoder.decode(type, bytes.flip(), target);
      next += count;
    }
  }

  // As for Shape, written out since a start would wait until the parts of a record's own are
  // linked.
  @Override
  public boolean equals(Object other) {
    return other instanceof FileTensor that
        && file == that.file
        && name.equals(that.name)
        && offset == that.offset
        && type == that.type
        && shape.equals(that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Long.hashCode(offset);
  }

  /**
   * Checks the arguments of {@link Tensor#read}.
   *
   * @param tensor the tensor to read from
   * @param first index of the first element
   * @param target the buffer to fill
   * @throws IndexOutOfBoundsException if that reaches beyond the tensor
   */
  public static void checkRange(Tensor tensor, long first, FloatBuffer target) {
    long elements = tensor.shape().elements();
    if (first < 0 || first > elements || target.remaining() > elements - first) {
      throw new IndexOutOfBoundsException(
          target.remaining()
              + " elements from "
              + first
              + " on are not within the "
              + elements
              + " of tensor "
              + tensor.name());
    }
  }
}
