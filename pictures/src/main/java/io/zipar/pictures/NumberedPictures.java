/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;

/**
 * The pictures that training and measuring see. A picture is (label, number); numbers of the
 * training pictures and of the held-out ones never meet. Stateless, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class NumberedPictures {
  /** Held-out pictures are numbered from here on. */
  public static final long HELD_OUT = 1L << 40;

  private NumberedPictures() {}

  /**
   * The label of a picture: all classes equally often.
   *
   * @param number of the picture
   * @return its class
   */
  public static int label(long number) {
    return (int) Math.floorMod(number, (long) PictureSet.classNames().size());
  }

  /**
   * Draws a picture.
   *
   * @param number below {@link #HELD_OUT} for training, from there on for measuring
   * @return the picture of class {@link #label}
   */
  public static PixelImage picture(long number) {
    return PictureSet.draw(label(number), number);
  }
}
