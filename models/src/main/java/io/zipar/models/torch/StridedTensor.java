/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.ElementDecoder;
import io.zipar.models.format.FileTensor;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A tensor whose elements do not lie row-major in the file, a transposed one for example. A read
 * fetches the part of the storage that its elements span; where that is large it is halved.
 *
 * @param file the open file
 * @param name the name in the checkpoint
 * @param shape its dimensions
 * @param type how the elements are stored
 * @param offset of the first element, in bytes from the start of the file
 * @param strides distance of neighbours for each dimension, in elements
 */
record StridedTensor(
    CheckpointFile file,
    String name,
    Shape shape,
    ElementType type,
    long offset,
    List<Long> strides)
    implements Tensor {
  private static final long MAX_SPAN_BYTES = 64 << 20;

  @Override
  public void read(long first, FloatBuffer target) {
    FileTensor.checkRange(this, first, target);
    int count = target.remaining();
    if (count == 0) {
      return;
    }
    long[] places = new long[Math.min(count, 1 << 20)];
    long next = first;
    while (target.hasRemaining()) {
      int part = Math.min(places.length, target.remaining());
      locate(next, places, part);
      gather(places, 0, part, target);
      next += part;
    }
  }

  /** Computes where in the storage the elements from an index on are. */
  private void locate(long first, long[] places, int count) {
    int rank = shape.rank();
    long[] index = new long[rank];
    long place = 0;
    long rest = first;
    for (int d = rank - 1; d >= 0; d--) {
      index[d] = rest % shape.dimension(d);
      rest /= shape.dimension(d);
      place += index[d] * strides.get(d);
    }
    for (int i = 0; i < count; i++) {
      places[i] = place;
      for (int d = rank - 1; d >= 0; d--) {
        place += strides.get(d);
        if (++index[d] < shape.dimension(d)) {
          break;
        }
        place -= strides.get(d) * shape.dimension(d);
        index[d] = 0;
      }
    }
  }

  private void gather(long[] places, int from, int to, FloatBuffer target) {
    long low = Long.MAX_VALUE;
    long high = 0;
    for (int i = from; i < to; i++) {
      low = Math.min(low, places[i]);
      high = Math.max(high, places[i]);
    }
    long span = high - low + 1;
    if (span > MAX_SPAN_BYTES / type.bytes()) {
      int middle = (from + to) >>> 1;
      gather(places, from, middle, target);
      gather(places, middle, to, target);
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) span * type.bytes());
    file.read(offset + low * type.bytes(), bytes);
    FloatBuffer values = FloatBuffer.allocate((int) span);
    ElementDecoder.decode(type, bytes.flip(), values);
    for (int i = from; i < to; i++) {
      target.put(values.get((int) (places[i] - low)));
    }
  }
}
