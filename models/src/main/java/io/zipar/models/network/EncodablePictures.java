/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;

/**
 * Which pictures an image tokenizer can encode. Immutable, safe for several threads.
 *
 * @param source where the image tokenizer comes from, for errors
 * @param encoder whether it has an encoder
 * @param downsampling pixels per token and side, at least 1
 */
@ApiStatus.Experimental(since = "0.1")
public record EncodablePictures(String source, boolean encoder, int downsampling) {
  /**
   * The pictures of a network.
   *
   * @param source where it comes from, for errors
   * @param network the image tokenizer
   * @return what it can encode
   */
  public static EncodablePictures of(String source, ImageTokenizerNetwork network) {
    return new EncodablePictures(source, network.encoder().isPresent(), network.downsampling());
  }

  /**
   * Checks a picture.
   *
   * @param picture the picture
   * @return the grid of its tokens, of one frame
   * @throws InvalidInputException if there is no encoder, or a side is no multiple of the
   *     downsampling
   */
  public Grid require(PixelImage picture) {
    if (!encoder) {
      throw new InvalidInputException(source + " holds no encoder: it cannot encode images");
    }
    if (picture.width() % downsampling != 0 || picture.height() % downsampling != 0) {
      throw new InvalidInputException(
          "image of "
              + picture.width()
              + "x"
              + picture.height()
              + " pixels: both sides must be multiples of "
              + downsampling);
    }
    return Grid.of(picture.height() / downsampling, picture.width() / downsampling);
  }
}
