/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// target[first_target + column][row] = what follows(sum over i of weights[row][i] source[column][i] + bias[row]).
//
// A group computes ROWS rows for COLUMNS columns. Every item sums each GROUP-th piece of inputs, its
// strand; the strands are added one after another to sums of QUARTERS, and these by twos. tile.cl
// keeps to that order: a result does not depend on the number of columns.

#define ROWS 2
#define QUARTERS 4
#define STRANDS (GROUP / QUARTERS)

DEVICE float sum_of_quarters(float first, float second, float third, float fourth) {
  return (first + second) + (third + fourth);
}

// What follows a product.
#define KEEP 0
#define ADD 1
#define GATE_SILU 2
#define GATE_GELU 3
#define GELU_TANH 4
#define GELU_ERF 5
#define ADD_SILU 6

DEVICE void finish(
    float value, float gated, int row, GLOBAL float *target, size_t at, int then) {
  if (then == KEEP) {
    target[at + row] = value;
  } else if (then == ADD) {
    target[at + row] += value;
  } else if (then == GELU_TANH) {
    target[at + row] = gelu_tanh(value);
  } else if (then == GELU_ERF) {
    target[at + row] = gelu_erf(value);
  } else if (then == ADD_SILU) {
    target[at + row] += silu(value);
  } else if (row % 2 == 0) {
    // Rows are gate and up in turns.
    target[at + row / 2] = (then == GATE_SILU ? silu(value) : gelu_tanh(value)) * gated;
  }
}

#define PRODUCT(NAME, COLUMNS)                                                                  \
  KERNEL void NAME(                                                                             \
      GLOBAL const weight_t *weights, GLOBAL const float *scales, GLOBAL const float *bias,     \
      int has_bias, int rows, int inputs, GLOBAL const float *source, int source_stride,        \
      GLOBAL float *target, int target_stride, int first_target, int columns, int then) {       \
    LOCAL float partial[ROWS * COLUMNS][GROUP + 1];                                             \
    LOCAL float sums[ROWS * COLUMNS];                                                           \
    int chunks = (columns + COLUMNS - 1) / COLUMNS;                                             \
    int first_row = GROUP_ID / chunks * ROWS;                                                   \
    int first_column = GROUP_ID % chunks * COLUMNS;                                             \
    float acc[ROWS][COLUMNS];                                                                   \
    UNROLL for (int r = 0; r < ROWS; r++) {                                                     \
      UNROLL for (int c = 0; c < COLUMNS; c++) {                                                \
        acc[r][c] = 0.0f;                                                                       \
      }                                                                                         \
    }                                                                                           \
    size_t row_at[ROWS];                                                                        \
    UNROLL for (int r = 0; r < ROWS; r++) {                                                     \
      int row = first_row + r < rows ? first_row + r : rows - 1;                                \
      row_at[r] = (size_t) row * inputs;                                                        \
    }                                                                                           \
    for (int i = PIECE * ITEM; i < inputs; i += PIECE * GROUP) {                                \
      float w[ROWS][PIECE];                                                                     \
      UNROLL for (int r = 0; r < ROWS; r++) {                                                   \
        load_piece(weights, scales, row_at[r] + i, w[r]);                                       \
      }                                                                                         \
      UNROLL for (int c = 0; c < COLUMNS; c++) {                                                \
        int column = first_column + c < columns ? first_column + c : columns - 1;               \
        GLOBAL const float *x = source + (size_t) column * source_stride + i;                   \
        UNROLL for (int k = 0; k < PIECE; k += 4) {                                             \
          float4 four = *(GLOBAL const float4 *) (x + k);                                       \
          UNROLL for (int r = 0; r < ROWS; r++) {                                               \
            acc[r][c] = FMA(w[r][k], four.x, acc[r][c]);                                        \
            acc[r][c] = FMA(w[r][k + 1], four.y, acc[r][c]);                                    \
            acc[r][c] = FMA(w[r][k + 2], four.z, acc[r][c]);                                    \
            acc[r][c] = FMA(w[r][k + 3], four.w, acc[r][c]);                                    \
          }                                                                                     \
        }                                                                                       \
      }                                                                                         \
    }                                                                                           \
    UNROLL for (int r = 0; r < ROWS; r++) {                                                     \
      UNROLL for (int c = 0; c < COLUMNS; c++) {                                                \
        partial[r * COLUMNS + c][ITEM] = acc[r][c];                                             \
      }                                                                                         \
    }                                                                                           \
    BARRIER;                                                                                    \
    if (ITEM < ROWS * COLUMNS) {                                                                \
      float quarters[QUARTERS];                                                                 \
      UNROLL for (int q = 0; q < QUARTERS; q++) {                                               \
        quarters[q] = 0.0f;                                                                     \
        for (int i = 0; i < STRANDS; i++) {                                                     \
          quarters[q] += partial[ITEM][q * STRANDS + i];                                        \
        }                                                                                       \
      }                                                                                         \
      float sum = sum_of_quarters(quarters[0], quarters[1], quarters[2], quarters[3]);          \
      int row = first_row + ITEM / COLUMNS;                                                     \
      sums[ITEM] = has_bias && row < rows ? sum + bias[row] : sum;                              \
    }                                                                                           \
    BARRIER;                                                                                    \
    if (ITEM < ROWS * COLUMNS) {                                                                \
      int row = first_row + ITEM / COLUMNS;                                                     \
      int column = first_column + ITEM % COLUMNS;                                               \
      if (row < rows && column < columns) {                                                     \
        float gated = ITEM + COLUMNS < ROWS * COLUMNS ? sums[ITEM + COLUMNS] : 0.0f;            \
        size_t at = (size_t) (first_target + column) * target_stride;                           \
        finish(sums[ITEM], gated, row, target, at, then);                                       \
      }                                                                                         \
    }                                                                                           \
  }

// For the two columns of a pass that decodes one token with guidance, and for a few; tile.cl has more.
PRODUCT(product_2, 2)
PRODUCT(product_8, 8)
