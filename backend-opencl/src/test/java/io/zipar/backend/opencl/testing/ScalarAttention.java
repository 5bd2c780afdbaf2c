/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.testing;

/**
 * The definition of attention, in double precision.
 *
 * @param heads of queries
 * @param kvHeads of keys and values
 * @param width of a head
 * @param scale of scores
 * @param bias heads x (2 longest - 1), or nothing
 * @param longest slots of a lane
 * @param keys rows x kvHeads x width
 * @param values likewise
 */
public record ScalarAttention(
    int heads,
    int kvHeads,
    int width,
    double scale,
    float[] bias,
    int longest,
    float[] keys,
    float[] values) {
  /**
   * What a head attends to.
   *
   * @param queries where its query is
   * @param at where that begins
   * @param head which
   * @param firstRow of its lane
   * @param sees for each slot from there whether it is seen
   * @param position of its column
   * @return as many numbers as it is wide
   */
  public double[] attended(
      float[] queries, int at, int head, int firstRow, boolean[] sees, int position) {
    int kvHead = head / (heads / kvHeads);
    double[] sum = new double[width];
    double total = 0;
    for (int slot = 0; slot < sees.length; slot++) {
      if (sees[slot]) {
        int row = ((firstRow + slot) * kvHeads + kvHead) * width;
        double score = 0;
        for (int i = 0; i < width; i++) {
          score += (double) queries[at + i] * keys[row + i];
        }
        score *= scale;
        if (bias.length > 0) {
          score += bias[head * (2 * longest - 1) + slot - position + longest - 1];
        }
        double weight = Math.exp(score);
        total += weight;
        for (int i = 0; i < width; i++) {
          sum[i] += weight * values[row + i];
        }
      }
    }
    for (int i = 0; i < width; i++) {
      sum[i] /= total;
    }
    return sum;
  }
}
