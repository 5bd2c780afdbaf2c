/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Makes a law of each request, and draws from laws. A request mixes rows of logits, guides, divides by
// the temperature and filters; its weights, exp of what is left, go to its row of `laws`. A group
// takes a request, and an item always the same tokens, so that nobody waits for what others wrote.
//
// A draw is the race of exponential clocks: token i rings at e_i / weight_i, where e_i is
// -ln(u_i) and u_i the noise of the stream at i, the same 53 bits that the host has.

// What a request says, in ints.
#define ROW_FROM 0
#define ROW_PARTS 1
#define WITHOUT_FROM 2
#define WITHOUT_PARTS 3
#define SCALE 4
#define TEMPERATURE 5
#define TOP_K 6
#define TOP_P 7
#define HOW 8
#define ASKED 9
#define STREAM_LOW 10
#define STREAM_HIGH 11
#define REQUEST_INTS 12

#define BY_ENTROPY 1

// What is told of a request, in ints.
#define WINNER 0
#define WINNER_WEIGHT 1
#define ASKED_WEIGHT 2
#define TOTAL 3
#define PROBLEM 4
#define RESULT_INTS 5

// The likeliest tokens: at most so many, which reach a threshold. There are LEVELS of thresholds, each
// twice the one before; more than MOST_LIKELY tokens cannot reach the last.
#define MOST_LIKELY 64
#define LEAST_SHARE (1.0f / 1024.0f)
#define LEVELS 5
#define LIST_INTS (1 + 2 * MOST_LIKELY)

#define LEAST_TEMPERATURE 1e-5f
#define GOLDEN_GAMMA 0x9E3779B97F4A7C15ul
#define LATTICE 1.1102230246251565e-16f
#define NO_TOKEN 0x7fffffff

// A power of two; a float counts that far.
#define MOST_TOKENS (1 << 23)

// A larger float never has a smaller key; both zeros have one.
DEVICE uint key_of(float x) {
  uint bits = AS_UINT(x == 0.0f ? 0.0f : x);
  return (bits >> 31) ? ~bits : bits | 0x80000000u;
}

// Sums over the group in an order that is always the same: of SHARES values by as many items, then
// of these by every item. All items must call it.
#define SHARES 16
#define SCRATCH (3 * (GROUP + SHARES))

DEVICE void sum_shares(LOCAL_POINTER float *scratch, int count) {
  BARRIER;
  if (ITEM < count * SHARES) {
    LOCAL_POINTER float *own = scratch + ITEM * (GROUP / SHARES);
    float sum = 0.0f;
    for (int i = 0; i < GROUP / SHARES; i++) {
      sum += own[i];
    }
    scratch[3 * GROUP + ITEM] = sum;
  }
  BARRIER;
}

DEVICE float shared_sum(LOCAL_POINTER float *scratch, int which) {
  float sum = 0.0f;
  for (int i = 0; i < SHARES; i++) {
    sum += scratch[3 * GROUP + which * SHARES + i];
  }
  return sum;
}

DEVICE float wide_sum(float value, LOCAL_POINTER float *scratch) {
  scratch[ITEM] = value;
  sum_shares(scratch, 1);
  return shared_sum(scratch, 0);
}

// Likewise the greatest value.
DEVICE float wide_max(float value, LOCAL_POINTER float *scratch) {
  scratch[ITEM] = value;
  BARRIER;
  if (ITEM < SHARES) {
    float greatest = scratch[ITEM];
    for (int i = ITEM + SHARES; i < GROUP; i += SHARES) {
      greatest = MAX(greatest, scratch[i]);
    }
    scratch[3 * GROUP + ITEM] = greatest;
  }
  BARRIER;
  float greatest = scratch[3 * GROUP];
  for (int i = 1; i < SHARES; i++) {
    greatest = MAX(greatest, scratch[3 * GROUP + i]);
  }
  return greatest;
}

// The mass, relative to the greatest, of the entries whose key is at least a threshold; or their
// number. An item counts its own, the group adds.
DEVICE float share_above(
    GLOBAL const float *law, int tokens, uint threshold, int is_mass, float greatest) {
  float sum = 0.0f;
  for (int i = ITEM; i < tokens; i += GROUP) {
    if (key_of(law[i]) >= threshold) {
      sum += is_mass ? EXP(law[i] - greatest) : 1.0f;
    }
  }
  return sum;
}

// The greatest key that the entries from which on have together at least `wanted` (or more than it,
// where is_mass), two bits at a time; 0 if there is none.
DEVICE uint threshold_of(
    GLOBAL const float *law, int tokens, float wanted, int is_mass, float greatest,
    LOCAL_POINTER float *scratch) {
  uint found = 0;
  for (int shift = 30; shift >= 0; shift -= 2) {
    for (int k = 0; k < 3; k++) {
      scratch[k * GROUP + ITEM] =
          share_above(law, tokens, found + ((uint) (k + 1) << shift), is_mass, greatest);
    }
    sum_shares(scratch, 3);
    uint digit = 0;
    for (int k = 0; k < 3; k++) {
      float sum = shared_sum(scratch, k);
      if (is_mass ? sum > wanted : sum >= wanted) {
        digit = k + 1;
      }
    }
    found += digit << shift;
  }
  return found;
}

// The number of entries of a key before a token.
DEVICE float equal_before(
    GLOBAL const float *law, int tokens, uint key, int end, LOCAL_POINTER float *scratch) {
  float count = 0.0f;
  for (int i = ITEM; i < tokens && i < end; i += GROUP) {
    count += key_of(law[i]) == key ? 1.0f : 0.0f;
  }
  return wide_sum(count, scratch);
}

// Takes out what is not among the most likely entries whose mass together first exceeds a share.
// Entries equal to the last one stay in the order of tokens.
DEVICE void keep_nucleus(
    GLOBAL float *law, int tokens, float top_p, float greatest, LOCAL_POINTER float *scratch) {
  float limit = top_p * wide_sum(share_above(law, tokens, 0u, 1, greatest), scratch);
  uint last = threshold_of(law, tokens, limit, 1, greatest, scratch);
  float above = wide_sum(share_above(law, tokens, last + 1u, 1, greatest), scratch);
  uint bits = (last >> 31) ? last & 0x7fffffffu : ~last;
  float each = EXP(AS_FLOAT(bits) - greatest);
  float equal = equal_before(law, tokens, last, tokens, scratch);
  float kept = each > 0.0f ? FLOOR((limit - above) / each) + 1.0f : equal;
  // The equal ones before `end` are those that stay. No barrier stands under a condition: a CPU's
  // compiler would double all that follows.
  int end = 0;
  for (int step = MOST_TOKENS; step > 0; step /= 2) {
    int next = step <= tokens - end ? end + step : end;
    float before = equal_before(law, tokens, last, next, scratch);
    end = before <= kept ? next : end;
  }
  for (int i = ITEM; i < tokens; i += GROUP) {
    uint key = key_of(law[i]);
    if (key < last || (key == last && i >= end)) {
      law[i] = MINUS_INFINITY;
    }
  }
}

DEVICE ulong mixed(ulong z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
  return z ^ (z >> 31);
}

// -ln(u); where u is near 1 it is taken of 1 - u, which the 53 bits have exactly.
DEVICE float clock_of(ulong stream, int token) {
  ulong bits = mixed(stream + (ulong) token * GOLDEN_GAMMA) >> 11;
  if (bits >> 52) {
    float rest = ((float) (((ulong) 1 << 53) - 1 - bits) + 0.5f) * LATTICE;
    return -LOG1P(-rest);
  }
  return -LOG(((float) bits + 0.5f) * LATTICE);
}

DEVICE void rings_earlier(float time, int token, float *earliest, int *winner) {
  if (time < *earliest || (time == *earliest && token < *winner)) {
    *earliest = time;
    *winner = token;
  }
}

// The token that rings first, of equal ones that with the smaller number.
DEVICE int first_to_ring(
    GLOBAL const float *law, int tokens, ulong stream, LOCAL_POINTER float *times,
    LOCAL_POINTER int *winners) {
  float earliest = -MINUS_INFINITY;
  int winner = NO_TOKEN;
  for (int i = ITEM; i < tokens; i += GROUP) {
    float weight = law[i];
    if (weight > 0.0f) {
      float time = clock_of(stream, i) / weight;
      if (time < earliest || winner == NO_TOKEN) {
        earliest = time;
        winner = i;
      }
    }
  }
  times[ITEM] = earliest;
  winners[ITEM] = winner;
  BARRIER;
  if (ITEM < SHARES) {
    for (int i = ITEM + SHARES; i < GROUP; i += SHARES) {
      rings_earlier(times[i], winners[i], &earliest, &winner);
    }
    times[ITEM] = earliest;
    winners[ITEM] = winner;
  }
  BARRIER;
  for (int i = 0; i < SHARES; i++) {
    rings_earlier(times[i], winners[i], &earliest, &winner);
  }
  return winner;
}

DEVICE ulong stream_of(GLOBAL const int *request) {
  return (ulong) (uint) request[STREAM_HIGH] << 32 | (ulong) (uint) request[STREAM_LOW];
}

// A logit of a row, which is a sum of shares of rows.
DEVICE float row_at(
    GLOBAL const float *logits, int stride, GLOBAL const int *parts, int count, int token) {
  float value = logits[(size_t) parts[0] * stride + token];
  if (count > 1) {
    value = MULTIPLY(AS_FLOAT((uint) parts[1]), value);
    for (int part = 1; part < count; part++) {
      float next = logits[(size_t) parts[2 * part] * stride + token];
      value += MULTIPLY(AS_FLOAT((uint) parts[2 * part + 1]), next);
    }
  }
  return value;
}

// Writes the guided row, and tells whether it is no distribution: NaN or infinity somewhere, or
// nothing that is allowed.
DEVICE int guide(
    GLOBAL const float *logits, int stride, int tokens, GLOBAL const int *requests,
    GLOBAL const int *request, GLOBAL float *law, LOCAL_POINTER float *scratch) {
  float scale = AS_FLOAT((uint) request[SCALE]);
  float bad = 0.0f;
  float allowed = 0.0f;
  for (int i = ITEM; i < tokens; i += GROUP) {
    float with =
        row_at(logits, stride, requests + request[ROW_FROM], request[ROW_PARTS], i);
    if (request[WITHOUT_PARTS] > 0) {
      float without =
          row_at(logits, stride, requests + request[WITHOUT_FROM], request[WITHOUT_PARTS], i);
      int is_forbidden = with == MINUS_INFINITY || without == MINUS_INFINITY;
      with = is_forbidden ? MINUS_INFINITY : without + MULTIPLY(scale, with - without);
    }
    if (with != with || with == -MINUS_INFINITY) {
      bad = 1.0f;
    } else if (with != MINUS_INFINITY) {
      allowed = 1.0f;
    }
    law[i] = with;
  }
  return wide_max(bad, scratch) > 0.0f || wide_max(allowed, scratch) == 0.0f;
}

DEVICE float greatest_of(GLOBAL const float *law, int tokens, LOCAL_POINTER float *scratch) {
  float greatest = MINUS_INFINITY;
  for (int i = ITEM; i < tokens; i += GROUP) {
    greatest = MAX(greatest, law[i]);
  }
  return wide_max(greatest, scratch);
}

#define OWN_REQUEST (requests + GROUP_ID * REQUEST_INTS)
#define OWN_LAW (laws + (size_t) GROUP_ID * law_stride)

// Guides, and divides by the temperature unless that waits for the entropy.
KERNEL void guide_rows(
    GLOBAL const float *logits, int stride, int tokens, GLOBAL const int *requests,
    GLOBAL float *laws, int law_stride, GLOBAL int *results) {
  LOCAL float scratch[SCRATCH];
  GLOBAL const int *request = OWN_REQUEST;
  GLOBAL float *law = OWN_LAW;
  int is_none = guide(logits, stride, tokens, requests, request, law, scratch);
  float temperature = MAX(AS_FLOAT((uint) request[TEMPERATURE]), LEAST_TEMPERATURE);
  if (!(request[HOW] & BY_ENTROPY) && temperature != 1.0f) {
    for (int i = ITEM; i < tokens; i += GROUP) {
      law[i] /= temperature;
    }
  }
  if (ITEM == 0) {
    results[GROUP_ID * RESULT_INTS + PROBLEM] = is_none;
  }
}

// Who keeps everything looks at nothing.
KERNEL void keep_best(
    GLOBAL const int *requests, int tokens, GLOBAL float *laws, int law_stride) {
  LOCAL float scratch[SCRATCH];
  GLOBAL float *law = OWN_LAW;
  int top_k = OWN_REQUEST[TOP_K];
  int seen = top_k == 0 || top_k >= tokens ? 0 : tokens;
  uint last = threshold_of(law, seen, (float) top_k, 0, 0.0f, scratch);
  for (int i = ITEM; i < seen; i += GROUP) {
    if (key_of(law[i]) < last) {
      law[i] = MINUS_INFINITY;
    }
  }
}

KERNEL void keep_nuclei(
    GLOBAL const int *requests, int tokens, GLOBAL float *laws, int law_stride) {
  LOCAL float scratch[SCRATCH];
  GLOBAL float *law = OWN_LAW;
  float top_p = AS_FLOAT((uint) OWN_REQUEST[TOP_P]);
  int seen = top_p >= 1.0f ? 0 : tokens;
  keep_nucleus(law, seen, top_p, greatest_of(law, seen, scratch), scratch);
}

// Divides by a temperature that depends on the entropy, and takes exp.
KERNEL void weigh_rows(
    GLOBAL const int *requests, int tokens, GLOBAL float *laws, int law_stride,
    GLOBAL int *results) {
  LOCAL float scratch[SCRATCH];
  GLOBAL const int *request = OWN_REQUEST;
  GLOBAL float *law = OWN_LAW;
  int by_entropy = request[HOW] & BY_ENTROPY;
  float greatest = greatest_of(law, tokens, scratch);
  float mass = 0.0f;
  float weighted = 0.0f;
  for (int i = ITEM; by_entropy && i < tokens; i += GROUP) {
    if (law[i] != MINUS_INFINITY) {
      float below = law[i] - greatest;
      mass += EXP(below);
      weighted = FMA(EXP(below), below, weighted);
    }
  }
  scratch[ITEM] = mass;
  scratch[GROUP + ITEM] = weighted;
  sum_shares(scratch, 2);
  float divisor = 1.0f;
  if (by_entropy) {
    float temperature = MAX(AS_FLOAT((uint) request[TEMPERATURE]), LEAST_TEMPERATURE);
    float all = shared_sum(scratch, 0);
    float entropy = LOG(all) - shared_sum(scratch, 1) / all;
    divisor = MAX(temperature * (2.5f * EXP(-entropy / 3.0f) + 0.6f), LEAST_TEMPERATURE);
  }
  float sum = 0.0f;
  for (int i = ITEM; i < tokens; i += GROUP) {
    law[i] = EXP(law[i] / divisor - greatest / divisor);
    sum += law[i];
  }
  float total = wide_sum(sum, scratch);
  if (ITEM == 0) {
    results[GROUP_ID * RESULT_INTS + TOTAL] = (int) AS_UINT(total);
  }
}

// Draws from laws by the streams of their requests.
KERNEL void draw_tokens(
    GLOBAL const int *requests, int tokens, GLOBAL const float *laws, int law_stride,
    GLOBAL int *results) {
  LOCAL float times[GROUP];
  LOCAL int winners[GROUP];
  GLOBAL const int *request = OWN_REQUEST;
  GLOBAL int *result = results + GROUP_ID * RESULT_INTS;
  GLOBAL const float *law = OWN_LAW;
  int winner = first_to_ring(law, tokens, stream_of(request), times, winners);
  // Of what is no distribution nothing is drawn.
  if (ITEM == 0 && winner != NO_TOKEN) {
    int asked = request[ASKED];
    result[WINNER] = winner;
    result[WINNER_WEIGHT] = (int) AS_UINT(law[winner]);
    result[ASKED_WEIGHT] = asked >= 0 ? (int) AS_UINT(law[asked]) : 0;
  }
}

// Lists the likeliest tokens with their weights. An item writes behind the items before it, so that
// the order is always the same.
KERNEL void list_likely(
    GLOBAL const int *requests, int tokens, GLOBAL const float *laws, int law_stride,
    GLOBAL int *results, int lists_from) {
  LOCAL int counts[LEVELS * GROUP];
  LOCAL int sums[LEVELS];
  GLOBAL int *list = results + lists_from + GROUP_ID * LIST_INTS;
  GLOBAL const float *law = OWN_LAW;
  float least = LEAST_SHARE * AS_FLOAT((uint) results[GROUP_ID * RESULT_INTS + TOTAL]);
  for (int level = 0; level < LEVELS; level++) {
    counts[level * GROUP + ITEM] = 0;
  }
  for (int i = ITEM; i < tokens; i += GROUP) {
    for (int level = 0; level < LEVELS; level++) {
      counts[level * GROUP + ITEM] += law[i] > 0.0f && law[i] >= least * (float) (1 << level);
    }
  }
  BARRIER;
  if (ITEM < LEVELS) {
    int sum = 0;
    for (int i = 0; i < GROUP; i++) {
      sum += counts[ITEM * GROUP + i];
    }
    sums[ITEM] = sum;
  }
  BARRIER;
  int level = 0;
  for (int next = 0; next < LEVELS - 1; next++) {
    level += sums[next] > MOST_LIKELY;
  }
  int place = 0;
  for (int i = 0; i < ITEM; i++) {
    place += counts[level * GROUP + i];
  }
  float threshold = least * (float) (1 << level);
  for (int i = ITEM; i < tokens; i += GROUP) {
    if (law[i] > 0.0f && law[i] >= threshold && place < MOST_LIKELY) {
      list[1 + 2 * place] = i;
      list[2 + 2 * place] = (int) AS_UINT(law[i]);
      place++;
    }
  }
  if (ITEM == 0) {
    list[0] = sums[level] < MOST_LIKELY ? sums[level] : MOST_LIKELY;
  }
}
