/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory through which one small array per pass reaches the engine. A fresh direct buffer
 * for each would be freed only when the garbage collector runs, and the process would grow until
 * then. On a CPU the array reads this memory in place, so it must be closed before the buffer is
 * filled again. Not safe for several threads.
 */
public final class ReusedBuffer {
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  /**
   * Offers room for a new content.
   *
   * @param bytes size of the content
   * @return a buffer of exactly that size in native byte order, at position 0; what it holds is
   *     undefined
   */
  public ByteBuffer fill(long bytes) {
    if (memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect(Math.toIntExact(Math.max(bytes, 2L * memory.capacity())));
    }
    memory.clear().limit((int) bytes);
    return memory.slice().order(ByteOrder.nativeOrder());
  }

  /**
   * Makes an array of a content.
   *
   * @param manager owner of the array
   * @param content a buffer from {@link #fill}
   * @param shape its shape
   * @param type its element type
   * @return the array, to be closed before the next {@link #fill}
   */
  public NDArray toArray(NDManager manager, ByteBuffer content, Shape shape, DataType type) {
    return manager.create(content.rewind(), shape, type);
  }
}
