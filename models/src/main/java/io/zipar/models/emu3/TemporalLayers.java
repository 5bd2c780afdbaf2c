/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageLayer.BatchNorm;
import io.zipar.models.network.ImageLayer.Convolution;
import io.zipar.models.network.ImageLayer.Padding;
import io.zipar.models.network.ImageLayer.RepeatFrames;
import io.zipar.models.network.ImageLayer.Residual;
import io.zipar.models.network.ImageLayer.Silu;
import io.zipar.models.network.ImageLayer.StackFrames;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.spi.support.WeightSource;
import io.zipar.models.spi.support.image.ImageTokenizerSizes;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of the decoder that works over time: residual blocks, then convolutions that each double
 * the frames. Latents and codebook entries go through it alike.
 */
final class TemporalLayers {
  private static final String BLOCKS = "decoder.time_res_stack.";
  private static final String DOUBLINGS = "decoder.time_conv.";

  /** More would ask for more frames than anyone wants. */
  private static final int MAX_DOUBLINGS = 6;

  /** Frames that a convolution sees: two before and the frame itself. */
  private static final int FRAMES = 3;

  private static final double EPSILON = 1e-5;

  private final WeightSource source;
  private final List<ImageLayer> layers = new ArrayList<>();

  private TemporalLayers(WeightSource source) {
    this.source = source;
  }

  /** Reads the layers; what is wrong is added to the problems. */
  static TemporalLayers read(
      Checkpoint checkpoint, WeightSource source, Problems problems, ImageTokenizerSizes sizes) {
    TensorSizes stored = new TensorSizes(checkpoint.tensors(), problems);
    int blocks = count(stored, BLOCKS);
    int doublings = count(stored, DOUBLINGS);
    ModelConfig config = checkpoint.config();
    if (doublings > MAX_DOUBLINGS) {
      problems.add(DOUBLINGS + "* are " + doublings + " layers, expected at most " + MAX_DOUBLINGS);
      doublings = 1;
    }
    expect(config, problems, "num_res_blocks", BLOCKS + "* are " + blocks + " blocks", blocks);
    expect(
        config,
        problems,
        "temporal_downsample_factor",
        DOUBLINGS + "* are " + doublings + " layers that make " + (1 << doublings) + " frames",
        1 << doublings);
    if (sizes.entryWidth() != sizes.latentChannels()) {
      problems.add(
          "entries have "
              + sizes.entryWidth()
              + " channels and latents "
              + sizes.latentChannels()
              + ", but both pass through the same "
              + BLOCKS
              + "*");
    }
    TemporalLayers temporal = new TemporalLayers(source);
    temporal.add(blocks, doublings, sizes.latentChannels());
    return temporal;
  }

  /** From latents or entries to as many channels of more frames. */
  List<ImageLayer> layers() {
    return layers;
  }

  /** A convolution over a frame and the two before it. */
  List<ImageLayer> convolution(String name, int from, int to, int kernel) {
    Tensor weight = source.take(name + ".weight", to, from, FRAMES, kernel, kernel);
    return List.of(
        new StackFrames(FRAMES),
        new Convolution(
            new JoinedTensor(weight, Shape.of(to, (long) from * FRAMES, kernel, kernel)),
            source.take(name + ".bias", to),
            Padding.SAME));
  }

  private void add(int blocks, int doublings, int channels) {
    for (int block = 0; block < blocks; block++) {
      String prefix = BLOCKS + block + ".";
      List<ImageLayer> branch = new ArrayList<>();
      for (int i = 1; i <= 2; i++) {
        branch.add(batchNorm(prefix + "norm" + i, channels));
        branch.add(new Silu());
        branch.addAll(convolution(prefix + "conv" + i + ".conv", channels, channels, 3));
      }
      layers.add(new Residual(branch, Optional.empty()));
    }
    for (int doubling = 0; doubling < doublings; doubling++) {
      layers.add(new RepeatFrames(2));
      layers.addAll(convolution(DOUBLINGS + doubling + ".conv.conv", channels, channels, 3));
      layers.add(new Silu());
    }
  }

  private BatchNorm batchNorm(String name, int channels) {
    return new BatchNorm(
        EPSILON,
        source.take(name + ".weight", channels),
        source.take(name + ".bias", channels),
        source.take(name + ".running_mean", channels),
        source.take(name + ".running_var", channels));
  }

  private static int count(TensorSizes stored, String prefix) {
    return stored.count(Pattern.compile(Pattern.quote(prefix) + "([0-9]{1,4})\\."), prefix);
  }

  private static void expect(
      ModelConfig config, Problems problems, String key, String found, int count) {
    config
        .positive(key)
        .filter(value -> value != count)
        .ifPresent(
            value ->
                problems.add(found + ", but " + key + " in " + config.name() + " is " + value));
  }
}
