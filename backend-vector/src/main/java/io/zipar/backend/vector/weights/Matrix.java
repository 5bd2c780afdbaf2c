/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

/**
 * A matrix of weights, rows (outputs) by inputs, laid out for products with a few columns. Rows
 * come in panels of {@link #PANEL}; within a panel the elements of one input stand side by side, so
 * that a product reads a panel from front to back and vector lanes are rows. The number of panels
 * is even; what the rows do not fill is filled up with zeros. A step is a word of each row. Steps
 * come in blocks of {@link #BLOCK_STEPS}; the last may be shorter. The parts of the words of a
 * block hold its inputs in order: first all lowest parts, then all second ones, so that a product
 * takes one part of all words, then the next, and needs few registers.
 *
 * <p>The word at {@code (panel * steps + step) * PANEL + row} holds
 *
 * <ul>
 *   <li>float32: the element, in {@code floats};
 *   <li>bfloat16: two elements, in {@code words}, see {@link #input};
 *   <li>int8: four elements, in {@code words}. The element of a byte is the word's value when
 *       everything above the byte is shifted out, divided by 2^24: the bytes below act as its
 *       fraction. {@link PanelPacker} rounds with that in mind, which spares the product the
 *       masking. The element is multiplied by the scale at {@code (panel * blocks + block) * PANEL
 *       + row}, which holds the 2^-24 already.
 * </ul>
 *
 * <p>Arrays are not copied; nobody writes to them once the matrix is loaded. Safe for several
 * threads.
 *
 * @param precision of the elements
 * @param rows number of rows
 * @param inputs number of columns
 * @param floats float32 elements, else empty
 * @param words other elements, else empty
 * @param scales of int8, else empty
 */
public record Matrix(
    Precision precision, int rows, int inputs, float[] floats, int[] words, float[] scales) {
  /** Rows of a panel: a multiple of the lanes of every species up to 512 bits. */
  public static final int PANEL = 16;

  /** Steps of a block, for int8 those that share a scale: 128 inputs. */
  public static final int BLOCK_STEPS = 32;

  /** Rows of two panels: what a product computes at a time. */
  public static final int PAIR = 2 * PANEL;

  private static final float[] NO_FLOATS = {};
  private static final int[] NO_WORDS = {};

  /**
   * Allocates a matrix of zeros.
   *
   * @param precision of the elements
   * @param rows number of rows, at least 1
   * @param inputs number of columns, at least 1
   * @return the matrix
   * @throws ArithmeticException if it exceeds the length of a Java array
   */
  public static Matrix allocate(Precision precision, int rows, int inputs) {
    int panels = 2 * pairs(rows);
    int steps = steps(precision, inputs);
    int length = Math.toIntExact((long) panels * steps * PANEL);
    boolean wide = precision == Precision.FLOAT32;
    return new Matrix(
        precision,
        rows,
        inputs,
        wide ? new float[length] : NO_FLOATS,
        wide ? NO_WORDS : new int[length],
        precision == Precision.INT8 ? new float[panels * blocks(steps) * PANEL] : NO_FLOATS);
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
   * @return inputs divided by the elements of a word, rounded up
   */
  public int steps() {
    return steps(precision, inputs);
  }

  /**
   * Counts the inputs with those that fill the last word.
   *
   * @return a multiple of {@link Precision#perWord}
   */
  public int paddedInputs() {
    return steps() * precision.perWord();
  }

  /**
   * Finds the input that a part of a word belongs to.
   *
   * @param step index of the word
   * @param part from 0, the lowest bits, to one less than the elements of a word
   * @return index of the input; at least {@link #inputs} for filling
   */
  public int input(int step, int part) {
    int from = step / BLOCK_STEPS * BLOCK_STEPS;
    int length = Math.min(BLOCK_STEPS, steps() - from);
    return from * precision.perWord() + part * length + step - from;
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

  private static int steps(Precision precision, int inputs) {
    return (inputs + precision.perWord() - 1) / precision.perWord();
  }

  private static int blocks(int steps) {
    return (steps + BLOCK_STEPS - 1) / BLOCK_STEPS;
  }
}
