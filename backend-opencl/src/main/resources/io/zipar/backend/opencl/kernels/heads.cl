/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Norms (where heads are normed), rotates and scales the queries of a pass in place, and writes keys
// and values to the cache rows of their columns. A group takes a head of a column: query heads, key
// heads, value heads. A row of weights and biases of a norm serves heads of one group.

KERNEL void prepare_heads(
    GLOBAL float *heads_of, int stride, int heads, int kv_heads, int width,
    GLOBAL const float *norms, int is_normed, int query_groups, int key_groups,
    float query_epsilon, float key_epsilon, GLOBAL const float *cosines, GLOBAL const float *sines,
    int is_rotated, int is_adjacent, GLOBAL const int *plan, int columns,
    float scale, GLOBAL float *keys, GLOBAL float *values) {
  LOCAL float scratch[GROUP];
  int all = heads + 2 * kv_heads;
  int column = GROUP_ID / all;
  int head = GROUP_ID % all;
  GLOBAL float *x = heads_of + (size_t) column * stride + head * width;
  size_t row = (size_t) plan[CACHE_ROW * columns + column] * kv_heads;
  if (head >= heads + kv_heads) {
    GLOBAL float *to = values + (row + head - heads - kv_heads) * width;
    for (int i = ITEM; i < width; i += GROUP) {
      to[i] = x[i];
    }
    return;
  }
  int is_query = head < heads;
  int own = is_query ? head : head - heads;
  if (is_normed) {
    // Query weights, query biases, key weights, key biases.
    int groups = is_query ? query_groups : key_groups;
    int of_group = own / ((is_query ? heads : kv_heads) / groups) * width;
    GLOBAL const float *weight = norms + (is_query ? 0 : 2 * query_groups * width) + of_group;
    GLOBAL const float *bias = weight + groups * width;
    float sum = 0.0f;
    for (int i = ITEM; i < width; i += GROUP) {
      sum += x[i];
    }
    float mean = group_sum(sum, scratch) / (float) width;
    float squares = 0.0f;
    for (int i = ITEM; i < width; i += GROUP) {
      squares = FMA(x[i] - mean, x[i] - mean, squares);
    }
    float variance = group_sum(squares, scratch) / (float) width;
    float factor = 1.0f / SQRT(variance + (is_query ? query_epsilon : key_epsilon));
    for (int i = ITEM; i < width; i += GROUP) {
      x[i] = (x[i] - mean) * factor * weight[i] + bias[i];
    }
#ifdef __CUDACC__
    BARRIER;
#else
    barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
#endif
  }
  float by = is_query ? scale : 1.0f;
  GLOBAL float *to = is_query ? x : keys + (row + own) * width;
  int pairs = width / 2;
  size_t angle = is_rotated ? (size_t) plan[ANGLE * columns + column] * pairs : 0;
  for (int pair = ITEM; pair < pairs; pair += GROUP) {
    int first = is_adjacent ? 2 * pair : pair;
    int second = is_adjacent ? first + 1 : first + pairs;
    float a = x[first];
    float b = x[second];
    float c = is_rotated ? cosines[angle + pair] : 1.0f;
    float s = is_rotated ? sines[angle + pair] : 0.0f;
    to[first] = (a * c - b * s) * by;
    to[second] = (a * s + b * c) * by;
  }
}
