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
