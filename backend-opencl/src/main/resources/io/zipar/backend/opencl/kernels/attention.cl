/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Attention of a query head of a column over the slots of its lane that its bits name (all where
// there are no words of bits). Slots are cut into chunks, always at the same places; what is found
// of a chunk is found by attend_chunk, and chunks are put together by merge, one after another.
// One group does so for a head of a column, or one for each chunk and one more that merges: the
// operations are the same and come in the same order. What no bit names adds an exact zero. So
// neither the form, nor the slots that are gone through, nor the number of columns has any influence.

#define CHUNK 128
// So many items share the score of a slot.
#define PARTS (GROUP / CHUNK)
// So many items go through the scores of a chunk before one looks at what these found.
#define LOOKING 16
// Reads that are begun before the first is waited for.
#define AHEAD 8
// Entries of a head that an item has: each GROUP-th.
#define ENTRIES (MAX_WIDTH / GROUP)

// Keys, values, bits and biases of a head of a column, from slot 0.
typedef struct {
  GLOBAL const float *keys;
  GLOBAL const float *values;
  size_t stride;
  int width;
  int slots;
  GLOBAL const int *bits;
  int words;
  GLOBAL const float *biases;
  int has_bias;
} seen_t;

// The greatest score, the sum of exp(score - greatest), and of the values with these as weights an
// item's own entries.
typedef struct {
  float greatest;
  float sum;
  float values[ENTRIES];
} attended_t;

// What items of a group tell each other.
typedef struct {
  float products[GROUP];
  float scores[CHUNK];
  float maxima[LOOKING];
  float sums[LOOKING];
  float found[MAX_WIDTH];
} exchange_t;

DEVICE attended_t nothing_attended() {
  attended_t nothing;
  nothing.greatest = MINUS_INFINITY;
  nothing.sum = 0.0f;
  UNROLL for (int k = 0; k < ENTRIES; k++) {
    nothing.values[k] = 0.0f;
  }
  return nothing;
}

// An item's part of a product. Rows of a whole number of four floats begin at such, and are read so.
DEVICE float product_of(
    LOCAL_POINTER const float *query, GLOBAL const float *key, int width, int part) {
  float product = 0.0f;
  int in_fours = width % 4 == 0 ? width : 0;
  for (int i = 4 * part; i < in_fours; i += 4 * PARTS) {
    float4 four = *(GLOBAL const float4 *) (key + i);
    product = FMA(query[i], four.x, product);
    product = FMA(query[i + 1], four.y, product);
    product = FMA(query[i + 2], four.z, product);
    product = FMA(query[i + 3], four.w, product);
  }
  for (int i = in_fours + part; i < width; i += PARTS) {
    product = FMA(query[i], key[i], product);
  }
  return product;
}

// Leaves the scores of a chunk, and returns the greatest. What is not seen has minus infinity.
DEVICE float score_chunk(
    const seen_t *seen, LOCAL_POINTER const float *query, int first,
    LOCAL_POINTER exchange_t *exchange) {
  int slot = first + ITEM / PARTS;
  int sees = slot < seen->slots;
  if (sees && seen->words > 0) {
    sees = (int) ((uint) seen->bits[slot / 32] >> (slot % 32) & 1u);
  }
  exchange->products[ITEM] =
      sees ? product_of(query, seen->keys + slot * seen->stride, seen->width, ITEM % PARTS)
           : MINUS_INFINITY;
  BARRIER;
  if (ITEM < CHUNK) {
    float score = exchange->products[ITEM * PARTS];
    UNROLL for (int part = 1; part < PARTS; part++) {
      score += exchange->products[ITEM * PARTS + part];
    }
    if (seen->has_bias && score != MINUS_INFINITY) {
      score += seen->biases[first + ITEM];
    }
    exchange->scores[ITEM] = score;
  }
  BARRIER;
  if (ITEM < LOOKING) {
    float greatest = MINUS_INFINITY;
    UNROLL for (int at = 0; at < CHUNK; at += LOOKING) {
      greatest = MAX(greatest, exchange->scores[at + ITEM]);
    }
    exchange->maxima[ITEM] = greatest;
  }
  BARRIER;
  if (ITEM == 0) {
    float greatest = MINUS_INFINITY;
    UNROLL for (int at = 0; at < LOOKING; at++) {
      greatest = MAX(greatest, exchange->maxima[at]);
    }
    exchange->maxima[0] = greatest;
  }
  BARRIER;
  return exchange->maxima[0];
}

DEVICE int slots_of_chunk(int slots, int first) {
  return slots - first < CHUNK ? slots - first : CHUNK;
}

// The weighted sum of an entry over each so-manieth slot of a chunk.
DEVICE float weigh_entry(
    GLOBAL const float *values, size_t stride, LOCAL_POINTER const float *weights, int slots,
    int from, int apart) {
  float value = 0.0f;
  for (int slot = from; slot < slots; slot += AHEAD * apart) {
    float weight[AHEAD];
    float ahead[AHEAD];
    UNROLL for (int k = 0; k < AHEAD; k++) {
      int at = slot + k * apart;
      weight[k] = at < slots ? weights[at] : 0.0f;
      // What is hidden is not read: it may be no number.
      ahead[k] = weight[k] != 0.0f ? values[at * stride] : 0.0f;
    }
    UNROLL for (int k = 0; k < AHEAD; k++) {
      value = FMA(weight[k], ahead[k], value);
    }
  }
  return value;
}

// What is attended to in a chunk. The values of a narrow head are added by several items an entry:
// how many depends on the width alone.
DEVICE attended_t attend_chunk(
    const seen_t *seen, LOCAL_POINTER const float *query, int first,
    LOCAL_POINTER exchange_t *exchange) {
  attended_t chunk = nothing_attended();
  chunk.greatest = score_chunk(seen, query, first, exchange);
  if (ITEM < CHUNK) {
    float score = exchange->scores[ITEM];
    exchange->scores[ITEM] = score == MINUS_INFINITY ? 0.0f : EXP(score - chunk.greatest);
  }
  BARRIER;
  int width = seen->width;
  int shares = width < GROUP ? GROUP / width : 1;
  int slots = chunk.greatest == MINUS_INFINITY ? 0 : slots_of_chunk(seen->slots, first);
  GLOBAL const float *values = seen->values + first * seen->stride;
  if (ITEM < LOOKING) {
    float sum = 0.0f;
    UNROLL for (int at = 0; at < CHUNK; at += LOOKING) {
      sum += exchange->scores[at + ITEM];
    }
    exchange->sums[ITEM] = sum;
  }
  for (int at = ITEM; at < shares * width; at += GROUP) {
    exchange->found[at] = weigh_entry(
        values + at % width, seen->stride, exchange->scores, slots, at / width, shares);
  }
  BARRIER;
  for (int at = 0; ITEM < width && at < LOOKING; at++) {
    chunk.sum += exchange->sums[at];
  }
  UNROLL for (int k = 0; k < ENTRIES; k++) {
    int i = ITEM + k * GROUP;
    for (int share = 0; i < width && share < shares; share++) {
      chunk.values[k] += exchange->found[share * width + i];
    }
  }
  return chunk;
}

// Adds a chunk to those before it, for the items that have entries.
DEVICE void merge(attended_t *all, const attended_t *chunk, int width) {
  if (chunk->greatest == MINUS_INFINITY || ITEM >= width) {
    return;
  }
  int rises = chunk->greatest > all->greatest;
  float lesser = EXP(rises ? all->greatest - chunk->greatest : chunk->greatest - all->greatest);
  float keep = rises ? lesser : 1.0f;
  float take = rises ? 1.0f : lesser;
  all->greatest = rises ? chunk->greatest : all->greatest;
  all->sum = FMA(chunk->sum, take, MULTIPLY(all->sum, keep));
  UNROLL for (int k = 0; k < ENTRIES; k++) {
    all->values[k] = FMA(chunk->values[k], take, MULTIPLY(all->values[k], keep));
  }
}

DEVICE void write_attended(const attended_t *all, int width, GLOBAL float *target) {
  UNROLL for (int k = 0; k < ENTRIES; k++) {
    int i = ITEM + k * GROUP;
    if (i < width) {
      target[i] = all->values[k] / all->sum;
    }
  }
}

DEVICE seen_t seen_by(
    GLOBAL const float *keys, GLOBAL const float *values, int heads, int kv_heads, int width,
    GLOBAL const int *plan, int columns, int words, GLOBAL const float *distance_bias, int has_bias,
    int longest, int column, int head) {
  int kv_head = head / (heads / kv_heads);
  seen_t seen;
  seen.stride = (size_t) kv_heads * width;
  size_t base =
      (size_t) plan[FIRST_ROW * columns + column] * seen.stride + (size_t) kv_head * width;
  seen.keys = keys + base;
  seen.values = values + base;
  seen.width = width;
  seen.slots = plan[SLOTS * columns + column];
  seen.bits = plan + PLAN_ROWS * columns + (size_t) column * words;
  seen.words = words;
  seen.has_bias = has_bias;
  seen.biases = distance_bias;
  if (has_bias) {
    seen.biases += head * (2 * longest - 1) + longest - 1 - plan[POSITION * columns + column];
  }
  return seen;
}

// A head of a column from the first chunk to the last; queries, keys and values are prepared.
KERNEL void attention(
    GLOBAL const float *queries, int query_stride, GLOBAL const float *keys,
    GLOBAL const float *values, int heads, int kv_heads, int width, float scale,
    GLOBAL const int *plan, int columns, int words, GLOBAL const float *distance_bias,
    int has_bias, int longest, GLOBAL float *target, int target_stride) {
  LOCAL exchange_t exchange;
  LOCAL float query[MAX_WIDTH];
  int column = GROUP_ID / heads;
  int head = GROUP_ID % heads;
  for (int i = ITEM; i < width; i += GROUP) {
    query[i] = queries[(size_t) column * query_stride + head * width + i] * scale;
  }
  BARRIER;
  seen_t seen = seen_by(
      keys, values, heads, kv_heads, width, plan, columns, words, distance_bias, has_bias, longest,
      column, head);
  attended_t all = nothing_attended();
  for (int first = 0; first < seen.slots; first += CHUNK) {
    attended_t chunk = attend_chunk(&seen, query, first, &exchange);
    merge(&all, &chunk, width);
  }
  write_attended(&all, width, target + (size_t) column * target_stride + head * width);
}

// The next column of the pass that is written to some rows of the cache; behind the last one if
// there is none.
DEVICE int column_written_to(
    GLOBAL const int *plan, int columns, int first_row, int count, int from) {
  int column = from;
  while (column < columns && (plan[CACHE_ROW * columns + column] < first_row ||
                              plan[CACHE_ROW * columns + column] >= first_row + count)) {
    column++;
  }
  return column;
}

// A chunk of a head of a column, whose heads it prepares itself, as prepare_heads does, since there
// are few: its query, and the keys and values of all columns that are written to the chunk. Groups
// that see the same slots write the same numbers there, and read what they wrote themselves.
KERNEL void attention_chunks(
    HEADS_PARAMETERS, GLOBAL float *keys, GLOBAL float *values, int words,
    GLOBAL const float *distance_bias, int has_bias, int longest, int chunks,
    GLOBAL float *workspace) {
  LOCAL exchange_t exchange;
  LOCAL float query[MAX_WIDTH];
  int column = GROUP_ID / chunks / heads;
  int head = GROUP_ID / chunks % heads;
  int first = GROUP_ID % chunks * CHUNK;
  int slots = plan[SLOTS * columns + column];
  if (first >= slots) {
    return;
  }
  int kv_head = head / (heads / kv_heads);
  int first_row = plan[FIRST_ROW * columns + column] + first;
  int count = slots_of_chunk(slots, first);
  // The last turn prepares the query.
  int other = -1;
  while (other < columns) {
    other = column_written_to(plan, columns, first_row, count, other + 1);
    int is_query = other == columns;
    prepare_head(
        HEADS_ARGUMENTS, is_query ? column : other, is_query ? head : heads + kv_head,
        exchange.products, query);
    for (int i = ITEM; !is_query && i < width; i += GROUP) {
      size_t to = ((size_t) plan[CACHE_ROW * columns + other] * kv_heads + kv_head) * width + i;
      keys[to] = query[i];
      values[to] = value_head(rows, stride, heads, kv_heads, width, other, kv_head)[i];
    }
  }
  BARRIER_OF_ALL_MEMORY;
  seen_t seen = seen_by(
      keys, values, heads, kv_heads, width, plan, columns, words, distance_bias, has_bias, longest,
      column, head);
  attended_t chunk = attend_chunk(&seen, query, first, &exchange);
  GLOBAL float *result = workspace + (size_t) GROUP_ID * (width + 2);
  if (ITEM == 0) {
    result[0] = chunk.greatest;
    result[1] = chunk.sum;
  }
  UNROLL for (int k = 0; k < ENTRIES; k++) {
    int i = ITEM + k * GROUP;
    if (i < width) {
      result[2 + i] = chunk.values[k];
    }
  }
}

// The chunks of a head of a column, one after another.
KERNEL void merge_chunks(
    GLOBAL const float *workspace, int chunks, int heads, int width, GLOBAL const int *plan,
    int columns, GLOBAL float *target, int target_stride) {
  int column = GROUP_ID / heads;
  int head = GROUP_ID % heads;
  int count = (plan[SLOTS * columns + column] + CHUNK - 1) / CHUNK;
  attended_t all = nothing_attended();
  for (int first = 0; first < count; first += AHEAD) {
    attended_t ahead[AHEAD];
    UNROLL for (int c = 0; c < AHEAD; c++) {
      ahead[c] = nothing_attended();
      if (first + c < count) {
        GLOBAL const float *found =
            workspace + ((size_t) GROUP_ID * chunks + first + c) * (width + 2);
        ahead[c].greatest = found[0];
        ahead[c].sum = found[1];
        UNROLL for (int k = 0; k < ENTRIES; k++) {
          int i = ITEM + k * GROUP;
          ahead[c].values[k] = i < width ? found[2 + i] : 0.0f;
        }
      }
    }
    UNROLL for (int c = 0; c < AHEAD; c++) {
      merge(&all, &ahead[c], width);
    }
  }
  write_attended(&all, width, target + (size_t) column * target_stride + head * width);
}
