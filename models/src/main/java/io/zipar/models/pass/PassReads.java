/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.ApiStatus;
import io.zipar.spi.TokenNumbering;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the rows of logits of a pass are made of: for each head the columns that it is read at, and
 * for each row the heads whose rows are mixed. Memory is kept for the next pass. Used by one thread
 * at a time.
 */
@ApiStatus.Experimental(since = "0.1")
public final class PassReads {
  private final TokenNumbering tokens;
  private final RowMixer mixer;
  private final Columns[] columns;
  private int rows;
  private int[] firstPart = {0};
  private int parts;
  private int[] partHeads = {};
  private int[] partIndices = {};
  private float[][] mixed = {};

  /**
   * Reads of a network.
   *
   * @param tokens of the network
   * @param heads how many heads the network has, draft heads included
   * @param mixer mixes rows of several heads
   */
  public PassReads(TokenNumbering tokens, int heads, RowMixer mixer) {
    this.tokens = tokens;
    this.mixer = mixer;
    this.columns = new Columns[heads];
    Arrays.setAll(columns, head -> new Columns());
  }

  /** The columns that a head is read at. */
  private static final class Columns {
    private int[] values = {};
    private int count;

    int add(int column) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count + 1);
      }
      values[count] = column;
      return count++;
    }
  }

  /** Begins a pass: nothing is read. */
  public void begin() {
    rows = 0;
    parts = 0;
    for (Columns each : columns) {
      each.count = 0;
    }
  }

  /**
   * Adds the reads of a lane.
   *
   * @param lane whose pass is laid out
   * @param firstColumn that of its first entry
   */
  public void add(LaneSequence lane, int firstColumn) {
    for (int row = 0; row < lane.rows(); row++) {
      int count = lane.parts(row);
      reserve(parts + count);
      for (int part = 0; part < count; part++) {
        int head = lane.partHead(row, part);
        partHeads[parts] = head;
        partIndices[parts++] = columns[head].add(firstColumn + lane.partEntry(row, part));
      }
      rows++;
      firstPart[rows] = parts;
    }
  }

  private void reserve(int neededParts) {
    if (partHeads.length < neededParts) {
      partHeads = Arrays.copyOf(partHeads, 2 * neededParts);
      partIndices = Arrays.copyOf(partIndices, 2 * neededParts);
    }
    if (firstPart.length < rows + 2) {
      firstPart = Arrays.copyOf(firstPart, 2 * rows + 2);
    }
  }

  /**
   * Counts the rows of logits.
   *
   * @return one for each target and draft of the lanes added
   */
  public int rows() {
    return rows;
  }

  /**
   * Counts the rows of a head.
   *
   * @param head index of the head
   * @return how many columns it is read at; one may occur twice
   */
  public int count(int head) {
    return columns[head].count;
  }

  /**
   * A column that a head is read at.
   *
   * @param head index of the head
   * @param index from 0 to {@link #count} - 1
   * @return the column
   */
  public int column(int head, int index) {
    return columns[head].values[index];
  }

  /**
   * Counts the rows of heads that a row of logits is mixed of.
   *
   * @param row from 0 to {@link #rows} - 1
   * @return at least 1
   */
  public int parts(int row) {
    return firstPart[row + 1] - firstPart[row];
  }

  /**
   * The head of a part of a row.
   *
   * @param row from 0 to {@link #rows} - 1
   * @param part from 0 to {@link #parts} - 1
   * @return index of the head
   */
  public int partHead(int row, int part) {
    return partHeads[firstPart[row] + part];
  }

  /**
   * Which of the head's rows a part of a row is.
   *
   * @param row from 0 to {@link #rows} - 1
   * @param part from 0 to {@link #parts} - 1
   * @return from 0 to {@link #count} - 1 of that head
   */
  public int partIndex(int row, int part) {
    return partIndices[firstPart[row] + part];
  }

  /**
   * The shares that parts have in a row.
   *
   * @param count of its parts, two or more
   * @return one for each; empty where only {@link #copyRow} can mix
   */
  public Optional<float[]> shares(int count) {
    return mixer.shares(count);
  }

  /**
   * Makes a row of logits.
   *
   * @param row from 0 to {@link #rows} - 1
   * @param source the rows of the heads
   * @param target receives one value per token; those of structural tokens are minus infinity
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public void copyRow(int row, HeadRows source, float[] target) {
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException("row " + row + " of " + rows);
    }
    int first = firstPart[row];
    int count = firstPart[row + 1] - first;
    if (count == 1) {
      source.copy(partHeads[first], partIndices[first], target);
    } else {
      float[][] of = mixed(count);
      for (int part = 0; part < count; part++) {
        source.copy(partHeads[first + part], partIndices[first + part], of[part]);
      }
      mixer.mix(of, target, tokens.imageTokens());
    }
    Arrays.fill(target, tokens.imageTokens(), tokens.size(), Float.NEGATIVE_INFINITY);
  }

  private float[][] mixed(int count) {
    if (mixed.length != count) {
      mixed = new float[count][tokens.imageTokens()];
    }
    return mixed;
  }
}
