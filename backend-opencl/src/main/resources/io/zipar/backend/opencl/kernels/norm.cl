/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// A norm over the width: RMSNorm, or LayerNorm where it is centred. A group takes a column: where
// columns are chosen, the one that the plan names from there on. The result is written, or added to the target.

KERNEL void norm_columns(
    GLOBAL const float *source, int source_stride, GLOBAL const int *plan, int chosen_from,
    GLOBAL const float *weight, GLOBAL const float *bias, int is_centred, float epsilon, int width,
    GLOBAL float *target, int target_stride, int is_added) {
  LOCAL float scratch[GROUP];
  int column = chosen_from >= 0 ? plan[chosen_from + GROUP_ID] : GROUP_ID;
  GLOBAL const float *x = source + (size_t) column * source_stride;
  GLOBAL float *y = target + (size_t) GROUP_ID * target_stride;
  float mean = 0.0f;
  if (is_centred) {
    float sum = 0.0f;
    for (int i = ITEM; i < width; i += GROUP) {
      sum += x[i];
    }
    mean = group_sum(sum, scratch) / (float) width;
  }
  float squares = 0.0f;
  for (int i = ITEM; i < width; i += GROUP) {
    float deviation = x[i] - mean;
    squares = FMA(deviation, deviation, squares);
  }
  float factor = 1.0f / SQRT(group_sum(squares, scratch) / (float) width + epsilon);
  for (int i = ITEM; i < width; i += GROUP) {
    float normed = (x[i] - mean) * factor * weight[i];
    if (is_centred) {
      normed += bias[i];
    }
    y[i] = is_added ? y[i] + normed : normed;
  }
}
