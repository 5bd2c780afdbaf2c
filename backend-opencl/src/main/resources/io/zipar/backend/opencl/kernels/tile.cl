/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// The product of product.cl for many columns, to the last bit: a group computes TILE_SIDE rows for
// TILE_SIDE columns, and reads weights and columns through local memory, each once for the tile.
//
// The items are QUARTERS teams, each of which sums its quarter of the strands for the whole tile, a
// few rows x columns an item, two strands at a time: of each stretch of GROUP pieces the two that
// are theirs, RUN inputs beside each other, as many stretches at once as make SPAN inputs.

#define TILE_SIDE 16
#define TEAM (GROUP / QUARTERS)
// The items of a team stand in a square, and take every so-manieth row and column.
#define SQUARE 4
#define OWN (TILE_SIDE / SQUARE)
#define SPAN 32
#define RUN (2 * PIECE)
#define RUNS (SPAN / RUN)
// In fours; one more keeps rows apart in the banks of local memory.
#define LINE (SPAN / 4 + 1)

// A tile's value, of which the teams left their quarters, and its bias.
DEVICE float tile_value(
    LOCAL_POINTER const float *quarters, int at, GLOBAL const float *bias, int has_bias, int row) {
  int one = TILE_SIDE * TILE_SIDE;
  float sum = sum_of_quarters(
      quarters[at], quarters[one + at], quarters[2 * one + at], quarters[3 * one + at]);
  return has_bias ? sum + bias[row] : sum;
}

// Brings the pieces of two strands to a team's lines: first those of the rows, then of the columns.
DEVICE void load_lines(
    GLOBAL const weight_t *weights, GLOBAL const float *scales, int first_row, int rows,
    GLOBAL const float *source, int source_stride, int first_column, int columns, int inputs,
    int begin, LOCAL_POINTER float4 *lines) {
  int item = ITEM % TEAM;
  float4 zero = FLOAT4(0.0f, 0.0f, 0.0f, 0.0f);
  UNROLL for (int at = 0; at < TILE_SIDE * (SPAN / PIECE) / TEAM; at++) {
    int index = at * TEAM + item;
    int line = index / (SPAN / PIECE);
    int piece = index % (SPAN / PIECE);
    int i = begin + piece / 2 * PIECE * GROUP + piece % 2 * PIECE;
    int row = first_row + line < rows ? first_row + line : rows - 1;
    // Behind the end of a row something is read, and not taken.
    int within = i < inputs ? i : 0;
    float w[PIECE];
    load_piece(weights, scales, (size_t) row * inputs + within, w);
    UNROLL for (int k = 0; k < PIECE; k += 4) {
      lines[line * LINE + (piece * PIECE + k) / 4] =
          i < inputs ? FLOAT4(w[k], w[k + 1], w[k + 2], w[k + 3]) : zero;
    }
  }
  UNROLL for (int at = 0; at < TILE_SIDE * (SPAN / 4) / TEAM; at++) {
    int index = at * TEAM + item;
    int line = index / (SPAN / 4);
    int four = index % (SPAN / 4);
    int i = begin + 4 * four / RUN * PIECE * GROUP + 4 * four % RUN;
    int column = first_column + line < columns ? first_column + line : columns - 1;
    GLOBAL const float *x = source + (size_t) column * source_stride + (i < inputs ? i : 0);
    float4 values = *(GLOBAL const float4 *) x;
    lines[(TILE_SIDE + line) * LINE + four] = i < inputs ? values : zero;
  }
}

KERNEL void product_tile(
    GLOBAL const weight_t *weights, GLOBAL const float *scales, GLOBAL const float *bias,
    int has_bias, int rows, int inputs, GLOBAL const float *source, int source_stride,
    GLOBAL float *target, int target_stride, int first_target, int columns, int then) {
  LOCAL float4 lines[QUARTERS * 2 * TILE_SIDE * LINE];
  int chunks = (columns + TILE_SIDE - 1) / TILE_SIDE;
  int first_row = GROUP_ID / chunks * TILE_SIDE;
  int first_column = GROUP_ID % chunks * TILE_SIDE;
  int team = ITEM / TEAM;
  int own_row = ITEM % TEAM / SQUARE;
  int own_column = ITEM % SQUARE;
  LOCAL_POINTER float4 *of_team = lines + team * 2 * TILE_SIDE * LINE;
  float sums[OWN][OWN];
  UNROLL for (int r = 0; r < OWN; r++) {
    UNROLL for (int c = 0; c < OWN; c++) {
      sums[r][c] = 0.0f;
    }
  }
  for (int strand = 0; strand < STRANDS; strand += 2) {
    float acc[2][OWN][OWN];
    UNROLL for (int r = 0; r < OWN; r++) {
      UNROLL for (int c = 0; c < OWN; c++) {
        acc[0][r][c] = 0.0f;
        acc[1][r][c] = 0.0f;
      }
    }
    // The first team's strands begin first: where it has nothing left, no team has.
    for (int stretch = 0; stretch + strand * PIECE < inputs; stretch += RUNS * PIECE * GROUP) {
      int begin = stretch + (team * STRANDS + strand) * PIECE;
      BARRIER;
      load_lines(weights, scales, first_row, rows, source, source_stride, first_column, columns,
                 inputs, begin, of_team);
      BARRIER;
      UNROLL for (int four = 0; four < SPAN / 4; four++) {
        float4 w[OWN];
        UNROLL for (int r = 0; r < OWN; r++) {
          w[r] = of_team[(own_row + r * SQUARE) * LINE + four];
        }
        UNROLL for (int c = 0; c < OWN; c++) {
          float4 x = of_team[(TILE_SIDE + own_column + c * SQUARE) * LINE + four];
          UNROLL for (int r = 0; r < OWN; r++) {
            float sum = acc[4 * four / PIECE % 2][r][c];
            sum = FMA(w[r].x, x.x, sum);
            sum = FMA(w[r].y, x.y, sum);
            sum = FMA(w[r].z, x.z, sum);
            acc[4 * four / PIECE % 2][r][c] = FMA(w[r].w, x.w, sum);
          }
        }
      }
    }
    UNROLL for (int r = 0; r < OWN; r++) {
      UNROLL for (int c = 0; c < OWN; c++) {
        sums[r][c] += acc[0][r][c];
        sums[r][c] += acc[1][r][c];
      }
    }
  }
  BARRIER;
  LOCAL_POINTER float *quarters = (LOCAL_POINTER float *) lines;
  UNROLL for (int r = 0; r < OWN; r++) {
    UNROLL for (int c = 0; c < OWN; c++) {
      int at = (own_column + c * SQUARE) * TILE_SIDE + own_row + r * SQUARE;
      quarters[team * TILE_SIDE * TILE_SIDE + at] = sums[r][c];
    }
  }
  BARRIER;
  for (int at = ITEM; at < TILE_SIDE * TILE_SIDE; at += GROUP) {
    int row = first_row + at % TILE_SIDE;
    int column = first_column + at / TILE_SIDE;
    if (row < rows && column < columns) {
      // Rows that gate each other are of the same tile.
      float value = tile_value(quarters, at, bias, has_bias, row);
      float gated = row + 1 < rows ? tile_value(quarters, at + 1, bias, has_bias, row + 1) : 0.0f;
      size_t to = (size_t) (first_target + column) * target_stride;
      finish(value, gated, row, target, to, then);
    }
  }
}
