/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;
import io.zipar.pipeline.Bicubic;
import io.zipar.pipeline.CentreCrop;

/**
 * How a picture of eight bits comes to the size that a feature network takes. Tools differ in it,
 * and a Frechet distance moves with it more than with many a model, so distances are compared
 * within one protocol. What is computed after the eight bits is float32 and not rounded.
 */
@ApiStatus.Experimental(since = "0.1")
public enum FeatureProtocol {
  /** The middle square, by Pillow's bicubic filter, clamped; pixels as pytorch-fid scales them. */
  SQUARE("middle square, bicubic filter with antialiasing, clamped", PixelRange.SYMMETRIC) {
    @Override
    public PixelImage fit(PixelImage picture, int side) {
      return CentreCrop.of(picture, side);
    }
  },
  /** The whole picture, as the evaluator of ADM does (Dhariwal and Nichol, arXiv 2105.05233). */
  ADM(
      "whole picture, bilinear filter of TensorFlow 1 without antialiasing",
      PixelRange.TENSORFLOW) {
    @Override
    public PixelImage fit(PixelImage picture, int side) {
      return CornerBilinear.stretch(picture, side, side);
    }
  },
  /** The whole picture, as clean-fid does (Parmar et al., arXiv 2104.11222). */
  CLEAN(
      "whole picture, bicubic filter with antialiasing, clamped and not rounded",
      PixelRange.TENSORFLOW) {
    @Override
    public PixelImage fit(PixelImage picture, int side) {
      return picture.width() == side && picture.height() == side
          ? picture
          : clamped(Bicubic.stretch(picture, side, side));
    }
  };

  private final String description;
  private final PixelRange range;

  private static PixelImage clamped(PixelImage picture) {
    float[] planes = picture.planes();
    for (int i = 0; i < planes.length; i++) {
      planes[i] = Math.max(-1, Math.min(1, planes[i]));
    }
    return new PixelImage(picture.width(), picture.height(), planes);
  }

  FeatureProtocol(String description, PixelRange range) {
    this.description = description;
    this.range = range;
  }

  /**
   * Scales a picture.
   *
   * @param picture its pixels, of eight bits
   * @param side wanted, at least 1
   * @return side x side pixels
   */
  public abstract PixelImage fit(PixelImage picture, int side);

  /**
   * The pixels that an Inception network without a normalisation of its own gets.
   *
   * @return their range
   */
  public PixelRange range() {
    return range;
  }

  /**
   * Says what it does.
   *
   * @return words, without its name
   */
  public String description() {
    return description;
  }
}
