/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// A normalisation over groups of channels, scaled and shifted by channel, perhaps with silu behind.
// A work-group takes a group of channels. Sums are taken of pieces, for a long sum in float32 would
// lose what is added last.

#define PIECE 64

DEVICE float piece_sums(GLOBAL const float *x, size_t count, float mean, int is_squared) {
  float sum = 0.0f;
  for (size_t first = ITEM; first < count; first += PIECE * GROUP) {
    float part = 0.0f;
    for (size_t i = first; i < count && i < first + PIECE * GROUP; i += GROUP) {
      float deviation = x[i] - mean;
      part += is_squared ? deviation * deviation : deviation;
    }
    sum += part;
  }
  return sum;
}

KERNEL void group_norm(
    GLOBAL const float *source, GLOBAL const float *weight, GLOBAL const float *bias, int channels,
    int pixels, float epsilon, int is_silu, GLOBAL float *target) {
  LOCAL float scratch[GROUP];
  size_t count = (size_t) channels * pixels;
  GLOBAL const float *x = source + GROUP_ID * count;
  float mean = group_sum(piece_sums(x, count, 0.0f, 0), scratch) / (float) count;
  float variance = group_sum(piece_sums(x, count, mean, 1), scratch) / (float) count;
  float factor = 1.0f / SQRT(variance + epsilon);
  for (size_t i = ITEM; i < count; i += GROUP) {
    int channel = GROUP_ID * channels + (int) (i / pixels);
    float value = FMA((x[i] - mean) * factor, weight[channel], bias[channel]);
    target[GROUP_ID * count + i] = is_silu ? silu(value) : value;
  }
}
