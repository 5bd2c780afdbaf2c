/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// A convolution with bias over channels x height x width values, zeros around them. An item computes
// a pixel of OUTPUTS channels; neighbouring items neighbouring pixels, so that a group reads whole
// rows and all its items the same weights (outputs x inputs x kernel x kernel).

#define OUTPUTS 4

KERNEL void convolve(
    GLOBAL const float *source, GLOBAL const float *weights, GLOBAL const float *bias, int inputs,
    int outputs, int height, int width, int side, int is_halved, GLOBAL float *target) {
  int out_height = is_halved ? height / 2 : height;
  int out_width = is_halved ? width / 2 : width;
  int pixels = out_height * out_width;
  int output_groups = (outputs + OUTPUTS - 1) / OUTPUTS;
  int pixel = GROUP_ID / output_groups * GROUP + ITEM;
  int first = GROUP_ID % output_groups * OUTPUTS;
  if (pixel >= pixels) {
    return;
  }
  int stride = is_halved ? 2 : 1;
  int top = pixel / out_width * stride - (is_halved ? 0 : side / 2);
  int left = pixel % out_width * stride - (is_halved ? 0 : side / 2);
  int taps = side * side;
  float acc[OUTPUTS];
  size_t weight_at[OUTPUTS];
  for (int o = 0; o < OUTPUTS; o++) {
    int output = first + o < outputs ? first + o : outputs - 1;
    acc[o] = bias[output];
    weight_at[o] = (size_t) output * inputs * taps;
  }
  for (int input = 0; input < inputs; input++) {
    GLOBAL const float *plane = source + (size_t) input * height * width;
    for (int tap = 0; tap < taps; tap++) {
      int row = top + tap / side;
      int column = left + tap % side;
      int is_inside = row >= 0 && row < height && column >= 0 && column < width;
      float value = is_inside ? plane[row * width + column] : 0.0f;
      for (int o = 0; o < OUTPUTS; o++) {
        acc[o] = FMA(weights[weight_at[o] + input * taps + tap], value, acc[o]);
      }
    }
  }
  for (int o = 0; o < OUTPUTS; o++) {
    if (first + o < outputs) {
      target[(size_t) (first + o) * pixels + pixel] = acc[o];
    }
  }
}
