/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// What is done to each value of channels x height x width alone. An item takes a value.

#define ELEMENT ((size_t) GROUP_ID * GROUP + ITEM)

KERNEL void scale_planes(
    GLOBAL const float *source, GLOBAL const float *scale, GLOBAL const float *shift, int pixels,
    int count, GLOBAL float *target) {
  size_t i = ELEMENT;
  if (i < count) {
    target[i] = FMA(source[i], scale[i / pixels], shift[i / pixels]);
  }
}

KERNEL void silu_planes(GLOBAL const float *source, int count, GLOBAL float *target) {
  size_t i = ELEMENT;
  if (i < count) {
    target[i] = silu(source[i]);
  }
}

KERNEL void add_planes(GLOBAL const float *source, int count, GLOBAL float *target) {
  size_t i = ELEMENT;
  if (i < count) {
    target[i] += source[i];
  }
}

// Sizes are those of the target, whose sides are twice the source's.
KERNEL void enlarge_planes(
    GLOBAL const float *source, int height, int width, int count, GLOBAL float *target) {
  size_t i = ELEMENT;
  if (i < count) {
    size_t channel = i / (height * width);
    int row = (int) (i % (height * width)) / width;
    int column = (int) (i % width);
    target[i] = source[(channel * (height / 2) + row / 2) * (width / 2) + column / 2];
  }
}

// Scale and shift of every value by those of a smaller picture, repeated to its size.
KERNEL void modulate_planes(
    GLOBAL const float *scales, GLOBAL const float *shifts, int small_height, int small_width,
    int height, int width, int is_silu, int count, GLOBAL float *target) {
  size_t i = ELEMENT;
  if (i < count) {
    size_t channel = i / (height * width);
    int row = (int) (i % (height * width)) / width / (height / small_height);
    int column = (int) (i % width) / (width / small_width);
    size_t at = (channel * small_height + row) * small_width + column;
    float value = FMA(target[i], scales[at], shifts[at]);
    target[i] = is_silu ? silu(value) : value;
  }
}

// Rows become columns: channels x pixels to pixels x channels, or back.
KERNEL void turn_planes(
    GLOBAL const float *source, int rows, int columns, int count, GLOBAL float *target) {
  size_t i = ELEMENT;
  if (i < count) {
    target[i % columns * rows + i / columns] = source[i];
  }
}
