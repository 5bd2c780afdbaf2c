/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Attention of a query head of a column over the slots of its lane that its bits name (all where
// there are no words of bits), by a running maximum over tiles of slots. A group takes a head of a
// column, an item a slot of a tile. The values of a narrow head are added by several items an
// entry, each of which takes every so-manieth slot: how many depends on the width alone. What no bit
// names adds an exact zero. So neither the number of slots that are gone through nor that of columns
// has any influence.

#define TILE GROUP
#define MAX_WIDTH 1024

// Rows of a whole number of four floats begin at such, and are read so.
DEVICE float product_of(LOCAL_POINTER const float *query, GLOBAL const float *key, int width) {
  float product = 0.0f;
  int in_fours = width % 4 == 0 ? width : 0;
  for (int i = 0; i < in_fours; i += 4) {
    float4 four = *(GLOBAL const float4 *) (key + i);
    product = FMA(query[i], four.x, product);
    product = FMA(query[i + 1], four.y, product);
    product = FMA(query[i + 2], four.z, product);
    product = FMA(query[i + 3], four.w, product);
  }
  for (int i = in_fours; i < width; i++) {
    product = FMA(query[i], key[i], product);
  }
  return product;
}

KERNEL void attention(
    GLOBAL const float *queries, int query_stride, GLOBAL const float *keys,
    GLOBAL const float *values, int heads, int kv_heads, int width, float scale,
    GLOBAL const int *plan, int columns, int words, GLOBAL const float *distance_bias,
    int has_bias, int longest, GLOBAL float *target, int target_stride) {
  LOCAL float scratch[GROUP];
  LOCAL float scores[TILE];
  LOCAL float query[MAX_WIDTH];
  LOCAL float attended[MAX_WIDTH];
  int shares = width < GROUP ? GROUP / width : 1;
  int column = GROUP_ID / heads;
  int head = GROUP_ID % heads;
  int kv_head = head / (heads / kv_heads);
  size_t row_stride = (size_t) kv_heads * width;
  size_t base = (size_t) plan[FIRST_ROW * columns + column] * row_stride + (size_t) kv_head * width;
  for (int i = ITEM; i < width; i += GROUP) {
    query[i] = queries[(size_t) column * query_stride + head * width + i] * scale;
  }
  for (int i = ITEM; i < shares * width; i += GROUP) {
    attended[i] = 0.0f;
  }
  BARRIER;
  float greatest = MINUS_INFINITY;
  float sum = 0.0f;
  int position = plan[POSITION * columns + column];
  GLOBAL const int *bits = plan + PLAN_ROWS * columns + (size_t) column * words;
  int slots = plan[SLOTS * columns + column];
  for (int first = 0; first < slots; first += TILE) {
    int slot = first + ITEM;
    int sees = slot < slots;
    if (sees && words > 0) {
      sees = (int) ((uint) bits[slot / 32] >> (slot % 32) & 1u);
    }
    float score = MINUS_INFINITY;
    if (sees) {
      score = product_of(query, keys + base + slot * row_stride, width);
      if (has_bias) {
        score += distance_bias[head * (2 * longest - 1) + slot - position + longest - 1];
      }
    }
    float tile_greatest = group_max(score, scratch);
    if (tile_greatest == MINUS_INFINITY) {
      continue;
    }
    float next = MAX(greatest, tile_greatest);
    float shrink = greatest == MINUS_INFINITY ? 0.0f : EXP(greatest - next);
    greatest = next;
    float weight = score == MINUS_INFINITY ? 0.0f : EXP(score - greatest);
    scores[ITEM] = weight;
    sum = sum * shrink + group_sum(weight, scratch);
    int end = slots - first < TILE ? slots - first : TILE;
    for (int i = ITEM; i < shares * width; i += GROUP) {
      float value = attended[i] * shrink;
      for (int t = i / width; t < end; t += shares) {
        if (scores[t] != 0.0f) {
          value = FMA(scores[t], values[base + (first + t) * row_stride + i % width], value);
        }
      }
      attended[i] = value;
    }
    BARRIER;
  }
  for (int i = ITEM; i < width; i += GROUP) {
    float value = attended[i];
    for (int share = 1; share < shares; share++) {
      value += attended[share * width + i];
    }
    target[(size_t) column * target_stride + head * width + i] = value / sum;
  }
}
