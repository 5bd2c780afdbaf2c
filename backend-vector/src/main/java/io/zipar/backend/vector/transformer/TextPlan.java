/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.models.network.PositionBuckets;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of texts that are encoded together: a column for each token, the texts one after
 * another, each of which sees itself alone.
 */
final class TextPlan implements AttentionPlan {
  private final int[] starts;
  private final int[] textOfColumn;
  private final int longest;
  private final int[] buckets;
  private final float[] bias;
  private final int heads;
  private final int paddedSlots;

  /**
   * Lays texts out.
   *
   * @param texts tokens of each, at least one
   * @param distances to buckets
   * @param bias buckets x heads; not copied
   * @param kernels whose rows the slots fill
   */
  TextPlan(List<int[]> texts, PositionBuckets distances, float[] bias, Kernels kernels) {
    this.starts = new int[texts.size() + 1];
    for (int text = 0; text < texts.size(); text++) {
      starts[text + 1] = Math.addExact(starts[text], texts.get(text).length);
    }
    this.textOfColumn = new int[columns()];
    for (int text = 0; text < texts.size(); text++) {
      Arrays.fill(textOfColumn, starts[text], starts[text + 1], text);
    }
    this.longest = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
    this.buckets = new int[2 * longest - 1];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = distances.bucket(i - longest + 1);
    }
    this.bias = bias;
    this.paddedSlots = kernels.paddedRows(longest);
    this.heads = bias.length / distances.count();
  }

  int columns() {
    return starts[starts.length - 1];
  }

  /** The place of a column's token in its text. */
  int position(int column) {
    return column - starts[textOfColumn[column]];
  }

  int length(int text) {
    return starts[text + 1] - starts[text];
  }

  @Override
  public int segments() {
    return starts.length - 1;
  }

  @Override
  public int lane(int segment) {
    return segment;
  }

  @Override
  public int start(int segment) {
    return starts[segment];
  }

  @Override
  public int paddedSlots() {
    return paddedSlots;
  }

  @Override
  public void addBias(int head, int column, float[] scores, int from, int slots) {
    int length = length(textOfColumn[column]);
    int shift = longest - 1 - position(column);
    for (int slot = 0; slot < length; slot++) {
      scores[from + slot] += bias[buckets[slot + shift] * heads + head];
    }
    Arrays.fill(scores, from + length, from + slots, Float.NEGATIVE_INFINITY);
  }
}
