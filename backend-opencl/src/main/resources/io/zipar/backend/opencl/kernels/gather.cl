/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// target[column] = row of a table, or of rows in float32 where the number is below 0 (-1 is row 0),
// plus the row of the column's place where there are places. A group takes a column.

KERNEL void gather(
    GLOBAL const weight_t *table, GLOBAL const float *scales, int table_stride,
    GLOBAL const float *rows, int rows_stride, GLOBAL const float *places, int has_places,
    GLOBAL const int *plan, int columns, int width, GLOBAL float *target, int target_stride) {
  int column = GROUP_ID;
  int number = plan[NUMBER * columns + column];
  for (int i = ITEM; i < width; i += GROUP) {
    float value = number >= 0
                      ? weight_at(table, scales, (size_t) number * table_stride + i)
                      : rows[(size_t) (-1 - number) * rows_stride + i];
    if (has_places) {
      value += places[(size_t) plan[PLACE * columns + column] * width + i];
    }
    target[(size_t) column * target_stride + i] = value;
  }
}
