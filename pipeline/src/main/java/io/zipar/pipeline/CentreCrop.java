/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;

/**
 * Scales a picture until it just covers a rectangle, by the filter of {@link Bicubic}, and cuts
 * that from the middle. Stateless.
 */
@ApiStatus.Experimental(since = "0.1")
public final class CentreCrop {
  private CentreCrop() {}

  /**
   * Makes a square, as is usual before a Frechet inception distance.
   *
   * @param picture any picture
   * @param side wanted, at least 1
   * @return side x side pixels, clamped to [-1, 1]; the picture itself if it has that size
   */
  public static PixelImage of(PixelImage picture, int side) {
    return of(picture, side, side);
  }

  /**
   * Makes a rectangle.
   *
   * @param picture any picture
   * @param width wanted, at least 1
   * @param height wanted, at least 1
   * @return width x height pixels, clamped to [-1, 1]; the picture itself if it has that size
   */
  public static PixelImage of(PixelImage picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    double scale = Math.min((double) picture.width() / width, (double) picture.height() / height);
    PixelImage scaled =
        Bicubic.scaled(
            picture,
            new Bicubic.Axis(picture.width(), (int) Math.round(picture.width() / scale), width),
            new Bicubic.Axis(picture.height(), (int) Math.round(picture.height() / scale), height));
    float[] planes = scaled.planes();
    for (int i = 0; i < planes.length; i++) {
      planes[i] = Math.max(-1, Math.min(1, planes[i]));
    }
    return new PixelImage(width, height, planes);
  }
}
