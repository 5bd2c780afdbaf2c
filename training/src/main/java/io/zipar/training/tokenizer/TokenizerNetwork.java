/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.tokenizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.Parameters.Initial;
import io.zipar.training.network.Scale;

/**
 * LlamaGen's image tokenizer in a form that can be differentiated. Images are batch x channels x
 * height x width. Not safe for several threads.
 */
final class TokenizerNetwork {
  private static final int COLOURS = 3;
  private static final float EPSILON = 1e-6f;
  private static final int NEAREST = 0;

  private final Parameters parameters;
  private final TokenizerSizes sizes;

  TokenizerNetwork(Parameters parameters, TokenizerSizes sizes) {
    this.parameters = parameters;
    this.sizes = sizes;
  }

  /** From pixels in [-1, 1] to latents, batch x entry width x rows x columns, each of length 1. */
  NDArray encode(NDArray pixels) {
    NDArray x = convolution("encoder.conv_in", pixels, sizes.width(0), 3);
    int last = sizes.levels() - 1;
    for (int level = 0; level <= last; level++) {
      String prefix = "encoder.conv_blocks." + level + ".";
      x = level(prefix, x, sizes.width(level), sizes.blocks(), level == last);
      if (level < last) {
        NDArray padded = x.pad(new Shape(0, 1, 0, 1), 0);
        x = convolution(prefix + "downsample.conv", padded, sizes.width(level), 3, 2, 0);
      }
    }
    x = middle("encoder.mid.", x);
    x = norm("encoder.norm_out", x);
    x = convolution("encoder.conv_out", silu(x), sizes.latentChannels(), 3);
    return unit(convolution("quant_conv", x, sizes.entryWidth(), 1), 1);
  }

  /** From entries, batch x entry width x rows x columns, to pixels. */
  NDArray decode(NDArray entries) {
    NDArray x = convolution("post_quant_conv", entries, sizes.latentChannels(), 1);
    int last = sizes.levels() - 1;
    x = convolution("decoder.conv_in", x, sizes.width(last), 3);
    x = middle("decoder.mid.", x);
    for (int level = 0; level <= last; level++) {
      String prefix = "decoder.conv_blocks." + level + ".";
      x = level(prefix, x, sizes.width(last - level), sizes.blocks() + 1, level == 0);
      if (level < last) {
        x = convolution(prefix + "upsample.conv", doubled(x), sizes.width(last - level), 3);
      }
    }
    x = norm("decoder.norm_out", x);
    return convolution("decoder.conv_out", silu(x), COLOURS, 3);
  }

  /** The codebook with entries of length 1, codes x entry width. */
  NDArray codebook(NDManager manager) {
    NDArray raw = rawCodebook();
    // What is computed belongs to the manager of the first operand.
    return unit(manager.ones(new Shape(1)).mul(raw), 1);
  }

  /** Latents of all cells, one a row, picture by picture in raster order. */
  NDArray rows(NDArray latent) {
    return latent.transpose(0, 2, 3, 1).reshape(-1, sizes.entryWidth());
  }

  /** The code of the nearest entry for each row; all are of length 1. */
  NDArray nearest(NDArray rows, NDArray codebook) {
    return rows.matMul(codebook.transpose()).argMax(1);
  }

  NDArray rawCodebook() {
    return parameters.get(
        "quantize.embedding.weight", Initial.NORMAL, 1, sizes.codes(), sizes.entryWidth());
  }

  private NDArray level(String prefix, NDArray input, int width, int blocks, boolean attention) {
    NDArray x = input;
    for (int block = 0; block < blocks; block++) {
      x = residual(prefix + "res." + block + ".", x, width);
      if (attention) {
        x = attention(prefix + "attn." + block + ".", x);
      }
    }
    return x;
  }

  private NDArray middle(String prefix, NDArray input) {
    int width = (int) input.getShape().get(1);
    NDArray x = residual(prefix + "0.", input, width);
    x = attention(prefix + "1.", x);
    return residual(prefix + "2.", x, width);
  }

  private NDArray residual(String prefix, NDArray x, int width) {
    NDArray y = convolution(prefix + "conv1", silu(norm(prefix + "norm1", x)), width, 3);
    y = convolution(prefix + "conv2", silu(norm(prefix + "norm2", y)), width, 3);
    boolean same = x.getShape().get(1) == width;
    return y.add(same ? x : convolution(prefix + "nin_shortcut", x, width, 1));
  }

  private NDArray attention(String prefix, NDArray x) {
    Shape shape = x.getShape();
    int width = (int) shape.get(1);
    Shape flat = new Shape(shape.get(0), width, shape.get(2) * shape.get(3));
    NDArray normed = norm(prefix + "norm", x);
    NDArray q = convolution(prefix + "q", normed, width, 1).reshape(flat);
    NDArray k = convolution(prefix + "k", normed, width, 1).reshape(flat);
    NDArray v = convolution(prefix + "v", normed, width, 1).reshape(flat);
    NDArray weights =
        Scale.by(q, 1 / Math.sqrt(width)).transpose(0, 2, 1).batchMatMul(k).softmax(2);
    NDArray attended = v.batchMatMul(weights.transpose(0, 2, 1)).reshape(shape);
    return convolution(prefix + "proj_out", attended, width, 1).add(x);
  }

  private NDArray convolution(String name, NDArray x, int width, int kernel) {
    return convolution(name, x, width, kernel, 1, kernel / 2);
  }

  private NDArray convolution(
      String name, NDArray x, int width, int kernel, int stride, int border) {
    NDArray weight =
        parameters.matrix(name + ".weight", 1, width, x.getShape().get(1), kernel, kernel);
    NDArray bias = parameters.get(name + ".bias", Initial.ZEROS, 0, width);
    return x.getNDArrayInternal()
        .convolution(
            x,
            weight,
            bias,
            new Shape(stride, stride),
            new Shape(border, border),
            new Shape(1, 1),
            1)
        .singletonOrThrow();
  }

  private NDArray norm(String name, NDArray x) {
    Shape shape = x.getShape();
    long width = shape.get(1);
    NDArray weight = parameters.get(name + ".weight", Initial.ONES, 0, width);
    NDArray bias = parameters.get(name + ".bias", Initial.ZEROS, 0, width);
    long groups = shape.get(0) * sizes.groups();
    Shape statistics = new Shape(groups);
    // Batch normalisation over a batch of one, groups of each image taking the part of channels.
    NDList normed =
        x.getNDArrayInternal()
            .batchNorm(
                x.reshape(1, groups, x.size() / groups),
                x.getManager().zeros(statistics),
                x.getManager().ones(statistics),
                x.getManager().ones(statistics),
                x.getManager().zeros(statistics),
                1,
                0f,
                EPSILON,
                true);
    return normed
        .singletonOrThrow()
        .reshape(shape)
        .mul(weight.reshape(1, width, 1, 1))
        .add(bias.reshape(1, width, 1, 1));
  }

  private static NDArray silu(NDArray x) {
    return x.mul(x.getNDArrayInternal().sigmoid());
  }

  private static NDArray doubled(NDArray x) {
    long[] size = {2 * x.getShape().get(2), 2 * x.getShape().get(3)};
    return x.getNDArrayInternal().interpolation(size, NEAREST, false);
  }

  private static NDArray unit(NDArray x, int axis) {
    return x.div(x.square().sum(new int[] {axis}, true).add(1e-8f).sqrt());
  }
}
