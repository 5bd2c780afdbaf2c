/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * An array as an entry has it: its elements in order, the lowest byte first. Several threads may
 * use different parts.
 */
sealed interface StoredArray {
  /** Elements. */
  int length();

  /** Bytes of an element. */
  int width();

  /** Overwrites elements by those of a buffer, as many as it holds. */
  void take(int first, ByteBuffer source);

  /** Appends elements to a buffer. */
  void give(int first, int count, ByteBuffer target);

  /** Makes all elements zero. */
  void clear();

  /** Bytes of all elements. */
  default long bytes() {
    return (long) length() * width();
  }

  /**
   * Wraps an array.
   *
   * @param array a {@code float[]}, {@code int[]} or {@code short[]}, not copied
   */
  static StoredArray of(Object array) {
    if (array instanceof float[] floats) {
      return new Floats(floats);
    }
    if (array instanceof int[] ints) {
      return new Ints(ints);
    }
    if (array instanceof short[] shorts) {
      return new Shorts(shorts);
    }
    throw new IllegalArgumentException("weights in a " + array.getClass().getSimpleName());
  }

  /** Elements of four bytes. */
  record Floats(float[] array) implements StoredArray {
    @Override
    public int length() {
      return array.length;
    }

    @Override
    public int width() {
      return Float.BYTES;
    }

    @Override
    public void take(int first, ByteBuffer source) {
      FloatBuffer values = source.asFloatBuffer();
      values.get(array, first, values.remaining());
    }

    @Override
    public void give(int first, int count, ByteBuffer target) {
      target.asFloatBuffer().put(array, first, count);
      target.position(target.position() + count * width());
    }

    @Override
    public void clear() {
      Arrays.fill(array, 0f);
    }
  }

  /** Elements of four bytes. */
  record Ints(int[] array) implements StoredArray {
    @Override
    public int length() {
      return array.length;
    }

    @Override
    public int width() {
      return Integer.BYTES;
    }

    @Override
    public void take(int first, ByteBuffer source) {
      IntBuffer values = source.asIntBuffer();
      values.get(array, first, values.remaining());
    }

    @Override
    public void give(int first, int count, ByteBuffer target) {
      target.asIntBuffer().put(array, first, count);
      target.position(target.position() + count * width());
    }

    @Override
    public void clear() {
      Arrays.fill(array, 0);
    }
  }

  /** Elements of two bytes. */
  record Shorts(short[] array) implements StoredArray {
    @Override
    public int length() {
      return array.length;
    }

    @Override
    public int width() {
      return Short.BYTES;
    }

    @Override
    public void take(int first, ByteBuffer source) {
      ShortBuffer values = source.asShortBuffer();
      values.get(array, first, values.remaining());
    }

    @Override
    public void give(int first, int count, ByteBuffer target) {
      target.asShortBuffer().put(array, first, count);
      target.position(target.position() + count * width());
    }

    @Override
    public void clear() {
      Arrays.fill(array, (short) 0);
    }
  }
}
