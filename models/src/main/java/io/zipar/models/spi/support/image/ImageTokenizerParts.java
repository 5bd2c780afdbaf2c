/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.image;

import io.zipar.ApiStatus;
import io.zipar.models.network.ImageLayer.Convolution;
import io.zipar.models.network.ImageLayer.GroupNorm;
import io.zipar.models.network.ImageLayer.Padding;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.WeightSource;

/** Makes single layers of an image tokenizer, by the names of their weights. */
@ApiStatus.Experimental(since = "0.1")
public final class ImageTokenizerParts {
  private final WeightSource source;
  private final Problems problems;
  private final ImageTokenizerSizes sizes;

  /**
   * Makes layers from a source.
   *
   * @param source where the weights come from
   * @param problems receives what is wrong with the sizes
   * @param sizes tells the kind of norm
   */
  public ImageTokenizerParts(WeightSource source, Problems problems, ImageTokenizerSizes sizes) {
    this.source = source;
    this.problems = problems;
    this.sizes = sizes;
  }

  /**
   * A convolution that keeps the size.
   *
   * @param name what the names of its weights begin with
   * @param from input channels
   * @param to output channels
   * @param kernel side of the kernel
   * @return the layer
   */
  public Convolution convolution(String name, int from, int to, int kernel) {
    return convolution(name, from, to, kernel, Padding.SAME);
  }

  Convolution convolution(String name, int from, int to, int kernel, Padding padding) {
    return new Convolution(
        source.take(name + ".weight", to, from, kernel, kernel),
        source.take(name + ".bias", to),
        padding);
  }

  /**
   * A group normalisation.
   *
   * @param name what the names of its weights begin with
   * @param channels number of channels
   * @return the layer
   */
  public GroupNorm groupNorm(String name, int channels) {
    if (channels % sizes.groups() != 0) {
      problems.add(
          name
              + " has "
              + channels
              + " channels, which "
              + sizes.groups()
              + " groups do not divide");
    }
    return new GroupNorm(
        sizes.groups(),
        sizes.epsilon(),
        source.take(name + ".weight", channels),
        source.take(name + ".bias", channels));
  }
}
