/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Reads groups x GROUP x 4 x rounds numbers and keeps a sum of each group, so that nothing is
// optimised away: for the rate at which the memory can be read.

KERNEL void read_all(GLOBAL const float *values, int rounds, int groups, GLOBAL float *sums) {
  LOCAL float scratch[GROUP];
  size_t stride = (size_t) groups * GROUP * 4;
  size_t at = ((size_t) GROUP_ID * GROUP + ITEM) * 4;
  float sum = 0.0f;
  for (int round = 0; round < rounds; round++) {
    float4 piece = *(GLOBAL const float4 *) (values + at + round * stride);
    sum += (piece.x + piece.y) + (piece.z + piece.w);
  }
  float all = group_sum(sum, scratch);
  if (ITEM == 0) {
    sums[GROUP_ID] = all;
  }
}
