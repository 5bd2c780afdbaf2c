/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// How a weight is read. WEIGHT_... says what the matrices are kept in; an int8 has a scale for each
// BLOCK of a row, and rows are as long as whole blocks, filled up with zeros.

#define BLOCK 32

#if defined(WEIGHT_FLOAT32)
typedef float weight_t;
#elif defined(WEIGHT_INT8)
typedef signed char weight_t;
#else
typedef ushort weight_t;
#endif

DEVICE float weight_at(
    GLOBAL const weight_t *weights, GLOBAL const float *scales, size_t index) {
#if defined(WEIGHT_FLOAT32)
  return weights[index];
#elif defined(WEIGHT_FLOAT16)
  return half_at(weights, index);
#elif defined(WEIGHT_BFLOAT16)
  return AS_FLOAT((uint) weights[index] << 16);
#else
  return (float) weights[index] * scales[index / BLOCK];
#endif
}

// Weights come in pieces of 16 bytes, of which a row has a whole number.
#if defined(WEIGHT_FLOAT32)
#define PIECE 4
#elif defined(WEIGHT_INT8)
#define PIECE 16
#else
#define PIECE 8
#endif

DEVICE float weight_of(uint word, int which) {
#if defined(WEIGHT_FLOAT32)
  return AS_FLOAT(word);
#elif defined(WEIGHT_FLOAT16)
  return half_of(which == 0 ? word & 0xffffu : word >> 16);
#elif defined(WEIGHT_BFLOAT16)
  return AS_FLOAT(which == 0 ? word << 16 : word & 0xffff0000u);
#else
  return (float) (signed char) (word >> (8 * which) & 0xffu);
#endif
}

// The piece that begins at an index, which is a multiple of PIECE.
DEVICE void load_piece(
    GLOBAL const weight_t *weights, GLOBAL const float *scales, size_t index, float *piece) {
  uint4 raw = *(GLOBAL const uint4 *) (weights + index);
  uint words[4] = {raw.x, raw.y, raw.z, raw.w};
#if defined(WEIGHT_INT8)
  float scale = scales[index / BLOCK];
#else
  float scale = 1.0f;
#endif
  UNROLL for (int i = 0; i < PIECE; i++) {
    piece[i] = weight_of(words[i / (PIECE / 4)], i % (PIECE / 4)) * scale;
  }
}
