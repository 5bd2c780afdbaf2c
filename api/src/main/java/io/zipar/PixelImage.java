/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Arrays;
import java.util.Objects;

/**
 * A picture as an image tokenizer sees it: three planes (red, green, blue) of values that nominally
 * lie in [-1, 1] and are not clamped. An immutable value: the array is copied when it comes in and
 * when it goes out.
 *
 * @param width pixels in a row, at least 1
 * @param height number of rows, at least 1
 * @param planes {@code 3 x height x width} values, plane by plane, row by row
 */
@ApiStatus.Experimental(since = "0.1")
public record PixelImage(int width, int height, float[] planes) {
  private static final int CHANNELS = 3;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a side is below 1 or the array has another length
   */
  public PixelImage {
    Objects.requireNonNull(planes, "planes");
    if (width < 1 || height < 1 || planes.length != (long) CHANNELS * width * height) {
      throw new IllegalArgumentException(
          width + " x " + height + " pixels do not fit " + planes.length + " values");
    }
    planes = planes.clone();
  }

  /** All values, plane by plane, row by row; a copy. */
  @Override
  public float[] planes() {
    return planes.clone();
  }

  /**
   * One value.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @param row from 0 at the top
   * @param column from 0 at the left
   * @return nominally from -1 to 1
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public float value(int channel, int row, int column) {
    Objects.checkIndex(channel, CHANNELS);
    Objects.checkIndex(row, height);
    Objects.checkIndex(column, width);
    return planes[(channel * height + row) * width + column];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PixelImage that
        && width == that.width
        && height == that.height
        && Arrays.equals(planes, that.planes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(width, height, Arrays.hashCode(planes));
  }

  @Override
  public String toString() {
    return width + " x " + height + " pixels";
  }

  /**
   * Converts to bytes as the authors' sampler does: 127.5 x + 128, clamped to 0 ... 255, truncated.
   *
   * @return {@code height x width x 3} unsigned bytes, pixel by pixel
   */
  public byte[] toRgb8() {
    int pixels = width * height;
    byte[] rgb = new byte[CHANNELS * pixels];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        float value = 127.5f * planes[channel * pixels + pixel] + 128f;
        rgb[CHANNELS * pixel + channel] = (byte) (int) Math.max(0f, Math.min(255f, value));
      }
    }
    return rgb;
  }

  /**
   * Reads bytes back into the range of the tokenizer: b / 127.5 - 1.
   *
   * @param width pixels in a row
   * @param height number of rows
   * @param rgb {@code height x width x 3} unsigned bytes, pixel by pixel
   * @return the picture
   * @throws IllegalArgumentException if the array has another length
   */
  public static PixelImage ofRgb8(int width, int height, byte[] rgb) {
    if (rgb.length != (long) CHANNELS * width * height) {
      throw new IllegalArgumentException(
          width + " x " + height + " pixels do not fit " + rgb.length + " bytes");
    }
    int pixels = width * height;
    float[] planes = new float[rgb.length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        planes[channel * pixels + pixel] = (rgb[CHANNELS * pixel + channel] & 0xff) / 127.5f - 1f;
      }
    }
    return new PixelImage(width, height, planes);
  }
}
