/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

/**
 * A matrix of weights, rows (outputs) by inputs, laid out for products with a few columns as the
 * kernels want it. Rows come in panels of {@link #PANEL}, each of one or more bands of the {@link
 * Layout}. The number of panels is even; what the rows do not fill is filled up with zeros. A step
 * is a word of each row, and holds the next one, two or four inputs in its parts, the lowest bits
 * first; inputs are filled up with zeros to a step of every stream.
 *
 * <p>The word of a row and step stands at {@link #index}:
 *
 * <ul>
 *   <li>float32: the element, in {@code floats};
 *   <li>bfloat16: two elements, in {@code words};
 *   <li>int8: four elements, in {@code words}. The element of a byte is the word's value when
 *       everything above the byte is shifted out, divided by 2^24: the bytes below act as its
 *       fraction. {@link PanelPacker} rounds with that in mind, which spares the product the
 *       masking. The element is multiplied by the scale of its row and block of {@link
 *       #BLOCK_STEPS}, at {@link #scaleIndex}, which holds the 2^-24 already.
 * </ul>
 *
 * <p>Arrays are not copied; nobody writes to them once the matrix is loaded. Safe for several
 * threads.
 *
 * @param dtype of the elements
 * @param layout where words stand
 * @param rows number of rows
 * @param inputs number of columns
 * @param floats float32 elements, else empty
 * @param words other elements, else empty
 * @param scales of int8, else empty
 */
public record Matrix(
    Dtype dtype, Layout layout, int rows, int inputs, float[] floats, int[] words, float[] scales) {
  /** Rows of a panel: a multiple of the lanes of every species up to 512 bits. */
  public static final int PANEL = 16;

  /** Steps of a block of int8, which share a scale: 128 inputs. The last may be shorter. */
  public static final int BLOCK_STEPS = 32;

  /** Rows of two panels: what a product computes at a time. */
  public static final int PAIR = 2 * PANEL;

  private static final float[] NO_FLOATS = {};
  private static final int[] NO_WORDS = {};

  /**
   * Allocates a matrix of zeros.
   *
   * @param dtype of the elements
   * @param layout where words stand
   * @param rows number of rows, at least 1
   * @param inputs number of columns, at least 1
   * @return the matrix
   * @throws ArithmeticException if it exceeds the length of a Java array
   */
  public static Matrix allocate(Dtype dtype, Layout layout, int rows, int inputs) {
    int panels = 2 * pairs(rows);
    int steps = steps(dtype, layout, inputs);
    int length = Math.toIntExact((long) panels * steps * PANEL);
    boolean wide = dtype == Dtype.FLOAT32;
    return new Matrix(
        dtype,
        layout,
        rows,
        inputs,
        wide ? new float[length] : NO_FLOATS,
        wide ? NO_WORDS : new int[length],
        dtype == Dtype.INT8 ? new float[panels * blocks(steps) * PANEL] : NO_FLOATS);
  }

  /**
   * Counts the pairs of panels.
   *
   * @return rows divided by {@link #PAIR}, rounded up
   */
  public int pairs() {
    return pairs(rows);
  }

  /**
   * Counts the rows with those that fill the last panel.
   *
   * @return a multiple of {@link #PAIR}
   */
  public int paddedRows() {
    return pairs(rows) * PAIR;
  }

  /**
   * Counts the steps of a row.
   *
   * @return inputs divided by the elements of a word, rounded up to a multiple of the streams
   */
  public int steps() {
    return steps(dtype, layout, inputs);
  }

  /**
   * Counts the inputs with those that fill the last steps.
   *
   * @return the elements of all words of a row
   */
  public int paddedInputs() {
    return steps() * dtype.perWord();
  }

  /**
   * Finds the word of a row and step.
   *
   * @param row index of the row
   * @param step index of the word in its row
   * @return its index in {@code floats} or {@code words}
   */
  public int index(int row, int step) {
    return layout.index(steps(), row, step);
  }

  /**
   * The distance of two streams.
   *
   * @return words from the first of a stream to the first of the next
   */
  public int stream() {
    return steps() / layout.streams() * layout.rows();
  }

  /**
   * Finds the scale of a row and block.
   *
   * @param row index of the row
   * @param block index of the block in its row
   * @return its index in {@code scales}
   */
  public int scaleIndex(int row, int block) {
    return layout.indexInOrder(blocks(), row, block);
  }

  /**
   * Counts the blocks of a row.
   *
   * @return number of scales of a row
   */
  public int blocks() {
    return blocks(steps());
  }

  /**
   * The memory that a product reads.
   *
   * @return bytes of elements and scales
   */
  public long bytes() {
    return (long) Float.BYTES * (floats.length + (long) words.length + scales.length);
  }

  /**
   * Counts pairs of panels.
   *
   * @param rows a number of rows
   * @return the pairs they take
   */
  public static int pairs(int rows) {
    return (rows + PAIR - 1) / PAIR;
  }

  private static int steps(Dtype dtype, Layout layout, int inputs) {
    int inputsOfAll = dtype.perWord() * layout.streams();
    return (inputs + inputsOfAll - 1) / inputsOfAll * layout.streams();
  }

  private static int blocks(int steps) {
    return (steps + BLOCK_STEPS - 1) / BLOCK_STEPS;
  }
}
