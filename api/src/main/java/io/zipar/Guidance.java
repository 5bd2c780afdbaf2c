/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * Classifier-free guidance: logits = unconditional + scale (conditional - unconditional). At scale
 * 1 there is no unconditional lane at all.
 *
 * @param scale 1 (off) or more
 * @param interval the authors' {@code cfg-interval}: guidance ends after this many decoded tokens
 *     beyond the first, so cells of raster index up to interval + 1 are guided; -1 guides all. It
 *     counts tokens and not passes, so that every strategy guides the same cells.
 */
@ApiStatus.Stable(since = "0.1")
public record Guidance(double scale, int interval) {
  /** No guidance. */
  public static final Guidance OFF = new Guidance(1.0, -1);

  /**
   * Checks the ranges.
   *
   * @throws InvalidInputException if the scale is below 1 or the interval below -1
   */
  public Guidance {
    if (!(scale >= 1) || Double.isInfinite(scale)) {
      throw new InvalidInputException(
          "guidance scale " + scale + " is not a finite number of at least 1 (off)");
    }
    if (interval < -1) {
      throw new InvalidInputException(
          "guidance interval " + interval + " is not -1 (all tokens) or more");
    }
  }

  /**
   * Guidance of all tokens.
   *
   * @param scale 1 (off) or more
   * @return the setting
   * @throws InvalidInputException if the scale is below 1
   */
  public static Guidance scale(double scale) {
    return new Guidance(scale, -1);
  }

  /**
   * Tells whether a cell's logits are guided.
   *
   * @param cellIndex raster index of the cell, from 0
   * @return whether the unconditional lane takes part
   */
  public boolean guides(int cellIndex) {
    return scale > 1 && (interval < 0 || cellIndex <= (long) interval + 1);
  }
}
