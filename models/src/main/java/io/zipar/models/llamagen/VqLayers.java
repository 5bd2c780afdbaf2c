/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageLayer.Convolution;
import io.zipar.models.network.ImageLayer.GroupNorm;
import io.zipar.models.network.ImageLayer.Padding;
import io.zipar.models.network.ImageLayer.Residual;
import io.zipar.models.network.ImageLayer.SelfAttention;
import io.zipar.models.network.ImageLayer.Silu;
import io.zipar.models.network.ImageLayer.UpsampleNearest;
import io.zipar.models.weights.Problems;
import io.zipar.models.weights.WeightSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Strings the layers of a VQ tokenizer together, by the authors' names of the weights. Attention
 * stands in the middle and behind every residual block of the lowest resolution.
 */
final class VqLayers {
  private final WeightSource source;
  private final Problems problems;
  private final VqSizes sizes;

  VqLayers(WeightSource source, Problems problems, VqSizes sizes) {
    this.source = source;
    this.problems = problems;
    this.sizes = sizes;
  }

  /** From codebook entries to pixels. */
  List<ImageLayer> decoder() {
    VqSizes.Half half = sizes.decoder();
    List<ImageLayer> layers = new ArrayList<>();
    layers.add(convolution("post_quant_conv", sizes.entryWidth(), sizes.latentChannels(), 1));
    layers.add(convolution("decoder.conv_in", sizes.latentChannels(), half.inner(), 3));
    addMiddle(layers, "decoder.mid.", half.inner());
    int channels = half.inner();
    for (int level = 0; level < half.widths().size(); level++) {
      String prefix = "decoder.conv_blocks." + level + ".";
      int width = half.widths().get(level);
      addLevel(layers, prefix, channels, width, half.blocks(), level == 0);
      channels = width;
      if (level < half.widths().size() - 1) {
        layers.add(new UpsampleNearest());
        layers.add(convolution(prefix + "upsample.conv", channels, channels, 3));
      }
    }
    layers.add(norm("decoder.norm_out", channels));
    layers.add(new Silu());
    layers.add(convolution("decoder.conv_out", channels, VqSizes.PIXEL_CHANNELS, 3));
    return layers;
  }

  /** From pixels to latents. */
  List<ImageLayer> encoder(VqSizes.Half half) {
    List<ImageLayer> layers = new ArrayList<>();
    layers.add(convolution("encoder.conv_in", VqSizes.PIXEL_CHANNELS, half.inner(), 3));
    int channels = half.inner();
    int last = half.widths().size() - 1;
    for (int level = 0; level <= last; level++) {
      String prefix = "encoder.conv_blocks." + level + ".";
      int width = half.widths().get(level);
      addLevel(layers, prefix, channels, width, half.blocks(), level == last);
      channels = width;
      if (level < last) {
        layers.add(convolution(prefix + "downsample.conv", channels, channels, 3, Padding.HALVE));
      }
    }
    addMiddle(layers, "encoder.mid.", channels);
    layers.add(norm("encoder.norm_out", channels));
    layers.add(new Silu());
    layers.add(convolution("encoder.conv_out", channels, sizes.latentChannels(), 3));
    layers.add(convolution("quant_conv", sizes.latentChannels(), sizes.entryWidth(), 1));
    return layers;
  }

  private void addMiddle(List<ImageLayer> layers, String prefix, int channels) {
    layers.add(residual(prefix + "0.", channels, channels));
    layers.add(attention(prefix + "1.", channels));
    layers.add(residual(prefix + "2.", channels, channels));
  }

  private void addLevel(
      List<ImageLayer> layers, String prefix, int from, int to, int blocks, boolean attention) {
    for (int block = 0; block < blocks; block++) {
      layers.add(residual(prefix + "res." + block + ".", block == 0 ? from : to, to));
      if (attention) {
        layers.add(attention(prefix + "attn." + block + ".", to));
      }
    }
  }

  private Residual residual(String prefix, int from, int to) {
    List<ImageLayer> branch =
        List.of(
            norm(prefix + "norm1", from),
            new Silu(),
            convolution(prefix + "conv1", from, to, 3),
            norm(prefix + "norm2", to),
            new Silu(),
            convolution(prefix + "conv2", to, to, 3));
    return new Residual(
        branch,
        from == to
            ? Optional.empty()
            : Optional.of(convolution(prefix + "nin_shortcut", from, to, 1)));
  }

  private SelfAttention attention(String prefix, int channels) {
    return new SelfAttention(
        norm(prefix + "norm", channels),
        convolution(prefix + "q", channels, channels, 1),
        convolution(prefix + "k", channels, channels, 1),
        convolution(prefix + "v", channels, channels, 1),
        convolution(prefix + "proj_out", channels, channels, 1));
  }

  private Convolution convolution(String name, int from, int to, int kernel) {
    return convolution(name, from, to, kernel, Padding.SAME);
  }

  private Convolution convolution(String name, int from, int to, int kernel, Padding padding) {
    return new Convolution(
        source.take(name + ".weight", to, from, kernel, kernel),
        source.take(name + ".bias", to),
        padding);
  }

  private GroupNorm norm(String name, int channels) {
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
