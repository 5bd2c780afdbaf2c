/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Arrays;

/**
 * Conditioning on the features of a text encoder. Rows may come as the encoder delivers them, those
 * of padding behind or in front; a model puts them where it wants them, and what rows of padding
 * hold has no influence. Arrays are copied.
 *
 * @param width values of a row
 * @param values the rows, one after another, finite
 * @param valid for each row whether it stands for a word and not for padding; at least one does
 */
@ApiStatus.Experimental(since = "0.1")
public record CaptionFeatures(int width, float[] values, boolean[] valid) implements Conditioning {
  /**
   * Copies the arrays and checks them.
   *
   * @throws InvalidInputException if the values are not as many as rows x width, a valid row holds
   *     a value that is not finite, or no row is valid
   */
  public CaptionFeatures {
    values = values.clone();
    valid = valid.clone();
    if (width < 1 || values.length != (long) valid.length * width) {
      throw new InvalidInputException(
          values.length
              + " caption features are not "
              + valid.length
              + " rows of "
              + width
              + " values");
    }
    boolean any = false;
    for (int row = 0; row < valid.length; row++) {
      any |= valid[row];
      for (int i = row * width; valid[row] && i < (row + 1) * width; i++) {
        if (!Float.isFinite(values[i])) {
          throw new InvalidInputException(
              "the caption feature " + values[i] + " in row " + row + " is not finite");
        }
      }
    }
    if (!any) {
      throw new InvalidInputException("no row of the caption features is valid");
    }
  }

  /** A copy of the values. */
  @Override
  public float[] values() {
    return values.clone();
  }

  /** A copy of the marks. */
  @Override
  public boolean[] valid() {
    return valid.clone();
  }

  /**
   * Counts the rows.
   *
   * @return rows, those of padding included
   */
  public int rows() {
    return valid.length;
  }

  @Override
  public String describe() {
    return "a caption of " + valid.length + " rows of " + width + " features";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CaptionFeatures that
        && width == that.width
        && Arrays.equals(values, that.values)
        && Arrays.equals(valid, that.valid);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(valid);
  }

  @Override
  public String toString() {
    return describe();
  }
}
