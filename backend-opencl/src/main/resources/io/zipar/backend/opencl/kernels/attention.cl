/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Attention of a query head of a column over the slots of its lane that its bits name (all where
// there are no words of bits), by a running
// maximum over tiles of slots. A group takes a head of a column. What no bit names adds an exact
// zero, so the number of slots that are gone through has no influence.

#define TILE 256
#define MAX_WIDTH 1024

KERNEL void attention(
    GLOBAL const float *queries, int query_stride, GLOBAL const float *keys,
    GLOBAL const float *values, int heads, int kv_heads, int width, float scale,
    GLOBAL const int *plan, int columns, int words, GLOBAL const float *distance_bias,
    int has_bias, int longest, GLOBAL float *target, int target_stride) {
  LOCAL float scratch[GROUP];
  LOCAL float scores[TILE];
  LOCAL float query[MAX_WIDTH];
  LOCAL float attended[MAX_WIDTH];
  int column = GROUP_ID / heads;
  int head = GROUP_ID % heads;
  int kv_head = head / (heads / kv_heads);
  size_t row_stride = (size_t) kv_heads * width;
  size_t base = (size_t) plan[FIRST_ROW * columns + column] * row_stride + (size_t) kv_head * width;
  for (int i = ITEM; i < width; i += GROUP) {
    query[i] = queries[(size_t) column * query_stride + head * width + i] * scale;
    attended[i] = 0.0f;
  }
  BARRIER;
  float greatest = MINUS_INFINITY;
  float sum = 0.0f;
  int position = plan[POSITION * columns + column];
  GLOBAL const int *bits = plan + PLAN_ROWS * columns + (size_t) column * words;
  int slots = plan[SLOTS * columns + column];
  for (int first = 0; first < slots; first += TILE) {
    float own = MINUS_INFINITY;
    for (int t = ITEM; t < TILE; t += GROUP) {
      int slot = first + t;
      float score = MINUS_INFINITY;
      int sees = slot < slots;
      if (sees && words > 0) {
        sees = (int) ((uint) bits[slot / 32] >> (slot % 32) & 1u);
      }
      if (sees) {
        GLOBAL const float *key = keys + base + slot * row_stride;
        score = 0.0f;
        for (int i = 0; i < width; i++) {
          score = FMA(query[i], key[i], score);
        }
        if (has_bias) {
          score += distance_bias[head * (2 * longest - 1) + slot - position + longest - 1];
        }
      }
      scores[t] = score;
      own = MAX(own, score);
    }
    float tile_greatest = group_max(own, scratch);
    if (tile_greatest == MINUS_INFINITY) {
      continue;
    }
    float next = MAX(greatest, tile_greatest);
    float shrink = greatest == MINUS_INFINITY ? 0.0f : EXP(greatest - next);
    greatest = next;
    float part = 0.0f;
    for (int t = ITEM; t < TILE; t += GROUP) {
      float weight = scores[t] == MINUS_INFINITY ? 0.0f : EXP(scores[t] - greatest);
      scores[t] = weight;
      part += weight;
    }
    sum = sum * shrink + group_sum(part, scratch);
    int end = slots - first < TILE ? slots - first : TILE;
    for (int i = ITEM; i < width; i += GROUP) {
      float value = attended[i] * shrink;
      for (int t = 0; t < end; t++) {
        if (scores[t] != 0.0f) {
          value = FMA(scores[t], values[base + (first + t) * row_stride + i], value);
        }
      }
      attended[i] = value;
    }
    BARRIER;
  }
  for (int i = ITEM; i < width; i += GROUP) {
    target[(size_t) column * target_stride + head * width + i] = attended[i] / sum;
  }
}
