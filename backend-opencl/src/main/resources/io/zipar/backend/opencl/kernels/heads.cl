/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Makes the heads of a pass ready for attention: queries where they are, keys and values in the
// cache rows of their columns. A group takes a head of a column.

KERNEL void prepare_heads(HEADS_PARAMETERS, GLOBAL float *keys, GLOBAL float *values) {
  LOCAL float scratch[GROUP];
  LOCAL float prepared[MAX_WIDTH];
  int all = heads + 2 * kv_heads;
  int column = GROUP_ID / all;
  int head = GROUP_ID % all;
  size_t row = (size_t) plan[CACHE_ROW * columns + column] * kv_heads;
  if (head >= heads + kv_heads) {
    int kv_head = head - heads - kv_heads;
    GLOBAL const float *value = value_head(rows, stride, heads, kv_heads, width, column, kv_head);
    GLOBAL float *to = values + (row + kv_head) * width;
    for (int i = ITEM; i < width; i += GROUP) {
      to[i] = value[i];
    }
    return;
  }
  prepare_head(HEADS_ARGUMENTS, column, head, scratch, prepared);
  GLOBAL float *to = head < heads ? rows + (size_t) column * stride + (size_t) head * width
                                  : keys + (row + head - heads) * width;
  for (int i = ITEM; i < width; i += GROUP) {
    to[i] = prepared[i];
  }
}
