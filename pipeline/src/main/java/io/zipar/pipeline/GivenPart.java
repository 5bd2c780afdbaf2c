/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;

/** The part of a picture that is kept while the rest is generated. */
@ApiStatus.Experimental(since = "0.1")
public sealed interface GivenPart {
  /**
   * The first rows of tokens of a still picture.
   *
   * @param rows at least 1, and fewer than the grid has
   */
  record Rows(int rows) implements GivenPart {}

  /**
   * The first frames of a video.
   *
   * @param frames at least 1, and fewer than the grid has
   */
  record Frames(int frames) implements GivenPart {}

  /**
   * What is white in a mask for a still picture. A token is given where no pixel of its square is
   * darker than the middle grey.
   *
   * @param mask of one pixel for each token, or of the size of the picture, and then scaled and cut
   *     as the picture is
   */
  record Mask(PixelImage mask) implements GivenPart {}
}
