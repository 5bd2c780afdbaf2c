/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;

/** How a network wants the values of pixels. */
@ApiStatus.Experimental(since = "0.1")
public enum PixelRange {
  /** From -1 to 1. */
  SYMMETRIC(new float[] {0, 0, 0}, new float[] {1, 1, 1}),
  /** From 0 to 1. */
  UNIT(new float[] {-1, -1, -1}, new float[] {2, 2, 2}),
  /** From 0 to 255. */
  BYTES(new float[] {-1, -1, -1}, new float[] {2 / 255f, 2 / 255f, 2 / 255f}),
  /** From 0 to 1, less the mean of ImageNet's channels and divided by their deviation. */
  IMAGENET(
      new float[] {2 * 0.485f - 1, 2 * 0.456f - 1, 2 * 0.406f - 1},
      new float[] {2 * 0.229f, 2 * 0.224f, 2 * 0.225f}),
  /** Bytes less 128, divided by 128, as the Inception graph of TensorFlow does. */
  TENSORFLOW(
      new float[] {0.5f / 127.5f, 0.5f / 127.5f, 0.5f / 127.5f},
      new float[] {128 / 127.5f, 128 / 127.5f, 128 / 127.5f});

  private final float[] zero;
  private final float[] unit;

  PixelRange(float[] zero, float[] unit) {
    this.zero = zero;
    this.unit = unit;
  }

  /** Converts a value from the range -1 to 1. */
  private float of(int channel, float value) {
    return (value - zero[channel]) / unit[channel];
  }

  /** Converts a picture. */
  PixelImage of(PixelImage picture) {
    float[] planes = picture.planes();
    int plane = planes.length / 3;
    for (int i = 0; i < planes.length; i++) {
      planes[i] = of(i / plane, planes[i]);
    }
    return new PixelImage(picture.width(), picture.height(), planes);
  }
}
