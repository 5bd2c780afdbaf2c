/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.image;

import io.zipar.ApiStatus;
import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageLayer.Norm;
import io.zipar.models.network.ImageLayer.Padding;
import io.zipar.models.network.ImageLayer.Residual;
import io.zipar.models.network.ImageLayer.SelfAttention;
import io.zipar.models.network.ImageLayer.Silu;
import io.zipar.models.network.ImageLayer.UpsampleNearest;
import io.zipar.models.spi.support.image.ImageTokenizerStyle.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Strings the layers of an image tokenizer together. Attention stands in the middle and, at levels
 * that have it, behind every residual block.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ImageTokenizerLayers {
  private final ImageTokenizerParts parts;
  private final BiFunction<String, Integer, ? extends Norm> norms;
  private final ImageTokenizerStyle.Names names;
  private final ImageTokenizerSizes sizes;

  /**
   * The layers of a tokenizer whose norms depend on nothing but their input.
   *
   * @param parts makes single layers
   * @param names the names of tensors
   * @param sizes the sizes
   */
  public ImageTokenizerLayers(
      ImageTokenizerParts parts, ImageTokenizerStyle.Names names, ImageTokenizerSizes sizes) {
    this(parts, parts::groupNorm, names, sizes);
  }

  /**
   * The layers of a tokenizer.
   *
   * @param parts makes single layers
   * @param norms makes norms from a name and a number of channels
   * @param names the names of tensors
   * @param sizes the sizes
   */
  public ImageTokenizerLayers(
      ImageTokenizerParts parts,
      BiFunction<String, Integer, ? extends Norm> norms,
      ImageTokenizerStyle.Names names,
      ImageTokenizerSizes sizes) {
    this.parts = parts;
    this.norms = norms;
    this.names = names;
    this.sizes = sizes;
  }

  /**
   * From codebook entries to pixels, with a convolution between entries and latents.
   *
   * @return the layers
   */
  public List<ImageLayer> decoder() {
    List<ImageLayer> layers = new ArrayList<>();
    layers.add(
        parts.convolution(names.afterCodebook(), sizes.entryWidth(), sizes.latentChannels(), 1));
    layers.addAll(decoderOfLatents());
    return layers;
  }

  /**
   * From latents to pixels.
   *
   * @return the layers
   */
  public List<ImageLayer> decoderOfLatents() {
    ImageTokenizerSizes.Half half = sizes.decoder();
    List<ImageLayer> layers = new ArrayList<>();
    layers.add(parts.convolution("decoder.conv_in", sizes.latentChannels(), half.inner(), 3));
    addMiddle(layers, Side.DECODER, half.inner());
    int channels = half.inner();
    for (int level = half.levels() - 1; level >= 0; level--) {
      String prefix = addLevel(layers, Side.DECODER, half, level, channels);
      channels = half.widths().get(level);
      if (level > 0) {
        layers.add(new UpsampleNearest());
        layers.add(parts.convolution(prefix + "upsample.conv", channels, channels, 3));
      }
    }
    layers.add(norms.apply("decoder.norm_out", channels));
    layers.add(new Silu());
    layers.add(
        parts.convolution("decoder.conv_out", channels, ImageTokenizerSizes.PIXEL_CHANNELS, 3));
    return layers;
  }

  /**
   * From pixels to latents.
   *
   * @param half sizes of the encoder
   * @return the layers
   */
  public List<ImageLayer> encoder(ImageTokenizerSizes.Half half) {
    List<ImageLayer> layers = new ArrayList<>();
    layers.add(
        parts.convolution("encoder.conv_in", ImageTokenizerSizes.PIXEL_CHANNELS, half.inner(), 3));
    int channels = half.inner();
    for (int level = 0; level < half.levels(); level++) {
      String prefix = addLevel(layers, Side.ENCODER, half, level, channels);
      channels = half.widths().get(level);
      if (level < half.levels() - 1) {
        layers.add(
            parts.convolution(prefix + "downsample.conv", channels, channels, 3, Padding.HALVE));
      }
    }
    addMiddle(layers, Side.ENCODER, channels);
    layers.add(norms.apply("encoder.norm_out", channels));
    layers.add(new Silu());
    layers.add(parts.convolution("encoder.conv_out", channels, sizes.latentChannels(), 3));
    layers.add(parts.convolution("quant_conv", sizes.latentChannels(), sizes.entryWidth(), 1));
    return layers;
  }

  private void addMiddle(List<ImageLayer> layers, Side side, int channels) {
    String prefix = side.prefix() + "mid.";
    layers.add(residual(prefix + names.middle().get(0) + ".", channels, channels));
    layers.add(attention(prefix + names.middle().get(1) + ".", channels));
    layers.add(residual(prefix + names.middle().get(2) + ".", channels, channels));
  }

  private String addLevel(
      List<ImageLayer> layers, Side side, ImageTokenizerSizes.Half half, int level, int from) {
    String prefix = names.level(side, level, half.levels());
    int to = half.widths().get(level);
    for (int block = 0; block < half.blocks(); block++) {
      String name = prefix + names.block() + "." + block + ".";
      layers.add(residual(name, block == 0 ? from : to, to));
      if (half.attention().contains(level)) {
        layers.add(attention(prefix + "attn." + block + ".", to));
      }
    }
    return prefix;
  }

  private Residual residual(String prefix, int from, int to) {
    List<ImageLayer> branch =
        List.of(
            norms.apply(prefix + "norm1", from),
            new Silu(),
            parts.convolution(prefix + "conv1", from, to, 3),
            norms.apply(prefix + "norm2", to),
            new Silu(),
            parts.convolution(prefix + "conv2", to, to, 3));
    return new Residual(
        branch,
        from == to
            ? Optional.empty()
            : Optional.of(parts.convolution(prefix + "nin_shortcut", from, to, 1)));
  }

  private SelfAttention attention(String prefix, int channels) {
    return new SelfAttention(
        norms.apply(prefix + "norm", channels),
        parts.convolution(prefix + "q", channels, channels, 1),
        parts.convolution(prefix + "k", channels, channels, 1),
        parts.convolution(prefix + "v", channels, channels, 1),
        parts.convolution(prefix + "proj_out", channels, channels, 1));
  }
}
