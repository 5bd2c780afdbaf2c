/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.Activation;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.ImageLayer;
import java.util.List;

/** Loads the layers of an image network. */
final class ImageNetworkLoader implements ImageLayer.Visitor<ImageStep> {
  private final WeightLoader loader;
  private final int convolutionChannels;

  /** A loader for kernels that compute so many output channels of a convolution at a time. */
  ImageNetworkLoader(WeightLoader loader, int convolutionChannels) {
    this.loader = loader;
    this.convolutionChannels = convolutionChannels;
  }

  /** Loads networks side by side; the result is in their order. */
  List<ImageNetwork> loadAll(Team team, List<List<ImageLayer>> networks) {
    ImageNetwork[] loaded = new ImageNetwork[networks.size()];
    team.run(
        (from, to, thread) -> {
          for (int i = from; i < to; i++) {
            loaded[i] = load(networks.get(i));
          }
        },
        networks.size(),
        1);
    return List.of(loaded);
  }

  private ImageNetwork load(List<ImageLayer> layers) {
    return new ImageNetwork(ImageLayer.acceptFused(layers, this, new WithSilu()));
  }

  @Override
  public ImageStep batchNorm(ImageLayer.BatchNorm norm) {
    return BatchNormStep.of(
        norm.epsilon(),
        loader.vector(norm.weight()),
        loader.vector(norm.bias()),
        loader.vector(norm.mean()),
        loader.vector(norm.variance()));
  }

  @Override
  public ImageStep silu(ImageLayer.Silu layer) {
    return ImageNetworkLoader::silu;
  }

  @Override
  public ImageStep upsampleNearest(ImageLayer.UpsampleNearest layer) {
    return ImageNetworkLoader::upsample;
  }

  @Override
  public ImageStep residual(ImageLayer.Residual layer) {
    return new ResidualStep(load(layer.branch()), layer.shortcut().map(this::convolution));
  }

  @Override
  public ImageStep stackFrames(ImageLayer.StackFrames layer) {
    return new StackFramesStep(layer.count());
  }

  @Override
  public ImageStep repeatFrames(ImageLayer.RepeatFrames layer) {
    return new RepeatFramesStep(layer.times());
  }

  @Override
  public ImageStep selfAttention(ImageLayer.SelfAttention layer) {
    return new AttentionStep(
        layer.norm().accept(this),
        convolution(layer.query()),
        convolution(layer.key()),
        convolution(layer.value()),
        convolution(layer.output()));
  }

  @Override
  public ImageStep convolution(ImageLayer.Convolution layer) {
    return ConvolutionStep.of(
        Math.toIntExact(layer.weight().shape().dimension(1)),
        Math.toIntExact(layer.weight().shape().dimension(0)),
        Math.toIntExact(layer.weight().shape().dimension(2)),
        layer.padding() == ImageLayer.Padding.HALVE,
        convolutionChannels,
        loader.vector(layer.weight()),
        loader.vector(layer.bias()));
  }

  @Override
  public ImageStep groupNorm(ImageLayer.GroupNorm layer) {
    return groupNorm(layer, false);
  }

  @Override
  public ImageStep spatialNorm(ImageLayer.SpatialNorm layer) {
    return spatialNorm(layer, false);
  }

  private ImageStep groupNorm(ImageLayer.GroupNorm layer, boolean silu) {
    return new GroupNormStep(
        layer.groups(),
        layer.epsilon(),
        loader.vector(layer.weight()),
        loader.vector(layer.bias()),
        silu);
  }

  private ImageStep spatialNorm(ImageLayer.SpatialNorm layer, boolean silu) {
    return new SpatialNormStep(
        groupNorm(layer.norm(), false),
        convolution(layer.scale()),
        convolution(layer.shift()),
        silu);
  }

  /** Norms with the activation behind them in one step. */
  private final class WithSilu implements ImageLayer.NormVisitor<ImageStep> {
    @Override
    public ImageStep groupNorm(ImageLayer.GroupNorm layer) {
      return ImageNetworkLoader.this.groupNorm(layer, true);
    }

    @Override
    public ImageStep spatialNorm(ImageLayer.SpatialNorm layer) {
      return ImageNetworkLoader.this.spatialNorm(layer, true);
    }
  }

  private static Planes silu(Planes input, Workspace workspace) {
    Planes output = Planes.of(input.channels(), input.height(), input.width(), input.toArray());
    for (int channel = 0; channel < input.channels(); channel++) {
      Activation.SILU.apply(
          workspace.kernels(),
          output.data(),
          output.planeBase(channel),
          output.planeStride(),
          new float[output.planeStride()]);
    }
    return output;
  }

  private static Planes upsample(Planes input, Workspace workspace) {
    Planes output = Planes.zeros(input.channels(), 2 * input.height(), 2 * input.width());
    workspace
        .team()
        .run(
            (from, to, thread) -> {
              for (int row = from * output.height(); row < to * output.height(); row++) {
                int channel = row / output.height();
                int target = output.index(channel, row % output.height(), 0);
                int source = input.index(channel, row % output.height() / 2, 0);
                for (int column = 0; column < output.width(); column++) {
                  output.data()[target + column] = input.data()[source + column / 2];
                }
              }
            },
            input.channels(),
            1);
    return output;
  }
}
