/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// How a query or key head of a column of a pass becomes ready for attention. A column has a row:
// query heads, key heads, value heads. A row of weights and biases of a norm serves heads of one group.

#define MAX_WIDTH 1024
// So many items add up a norm, whatever the group has: a head is the same in every kernel.
#define HEAD_ITEMS 64

#define HEADS_PARAMETERS                                                                        \
  GLOBAL float *rows, int stride, int heads, int kv_heads, int width,                           \
  GLOBAL const float *norms, int is_normed, int query_groups, int key_groups,                   \
  float query_epsilon, float key_epsilon, GLOBAL const float *cosines,                          \
  GLOBAL const float *sines, int is_rotated, int is_adjacent, GLOBAL const int *plan,           \
  int columns, float scale
#define HEADS_ARGUMENTS                                                                         \
  rows, stride, heads, kv_heads, width, norms, is_normed, query_groups, key_groups,             \
  query_epsilon, key_epsilon, cosines, sines, is_rotated, is_adjacent, plan, columns, scale

// Leaves a query or key head normed (where heads are), rotated, and scaled if it is a query's, for
// all items to read. All must call it.
DEVICE void prepare_head(
    HEADS_PARAMETERS, int column, int head, LOCAL_POINTER float *scratch,
    LOCAL_POINTER float *prepared) {
  GLOBAL const float *x = rows + (size_t) column * stride + (size_t) head * width;
  int is_query = head < heads;
  int own = is_query ? head : head - heads;
  float by = is_query ? scale : 1.0f;
  for (int i = ITEM; i < width; i += GROUP) {
    prepared[i] = x[i];
  }
  // At most one turn. No barrier stands under a condition: a CPU's compiler would double all that
  // follows, which took it minutes.
  for (int turn = 0; turn < is_normed; turn++) {
    // Query weights, query biases, key weights, key biases.
    int groups = is_query ? query_groups : key_groups;
    int of_group = own / ((is_query ? heads : kv_heads) / groups) * width;
    GLOBAL const float *weight = norms + (is_query ? 0 : 2 * query_groups * width) + of_group;
    GLOBAL const float *bias = weight + groups * width;
    int mine = ITEM < HEAD_ITEMS ? width : 0;
    float sum = 0.0f;
    for (int i = ITEM; i < mine; i += HEAD_ITEMS) {
      sum += x[i];
    }
    float mean = group_sum(sum, scratch) / (float) width;
    float squares = 0.0f;
    for (int i = ITEM; i < mine; i += HEAD_ITEMS) {
      squares = FMA(x[i] - mean, x[i] - mean, squares);
    }
    float variance = group_sum(squares, scratch) / (float) width;
    float factor = 1.0f / SQRT(variance + (is_query ? query_epsilon : key_epsilon));
    for (int i = ITEM; i < width; i += GROUP) {
      prepared[i] = FMA(MULTIPLY(x[i] - mean, factor), weight[i], bias[i]);
    }
  }
  BARRIER;
  if (is_rotated) {
    int pairs = width / 2;
    size_t angle = (size_t) plan[ANGLE * columns + column] * pairs;
    for (int pair = ITEM; pair < pairs; pair += GROUP) {
      int first = is_adjacent ? 2 * pair : pair;
      int second = is_adjacent ? first + 1 : first + pairs;
      float a = prepared[first];
      float b = prepared[second];
      float c = cosines[angle + pair];
      float s = sines[angle + pair];
      prepared[first] = FMA(a, c, -MULTIPLY(b, s)) * by;
      prepared[second] = FMA(a, s, MULTIPLY(b, c)) * by;
    }
  } else {
    for (int i = ITEM; i < width; i += GROUP) {
      prepared[i] = prepared[i] * by;
    }
  }
  BARRIER;
}

// Where the value head of a column stands that belongs to a key head.
DEVICE GLOBAL const float *value_head(
    GLOBAL const float *rows, int stride, int heads, int kv_heads, int width, int column,
    int kv_head) {
  return rows + (size_t) column * stride + (size_t) (heads + kv_heads + kv_head) * width;
}
