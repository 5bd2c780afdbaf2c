/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.Activation;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.ImageLayer;
import java.util.ArrayList;
import java.util.List;

/** Loads the layers of an image network. */
final class ImageNetworkLoader {
  private final WeightLoader loader;

  ImageNetworkLoader(WeightLoader loader) {
    this.loader = loader;
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
    List<ImageStep> steps = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      ImageLayer layer = layers.get(i);
      boolean last = i == layers.size() - 1;
      if (layer instanceof ImageLayer.Norm norm
          && !last
          && layers.get(i + 1) instanceof ImageLayer.Silu) {
        steps.add(norm(norm, true));
        i++;
      } else {
        steps.add(step(layer));
      }
    }
    return new ImageNetwork(steps);
  }

  private ImageStep step(ImageLayer layer) {
    if (layer instanceof ImageLayer.Convolution convolution) {
      return convolution(convolution);
    }
    if (layer instanceof ImageLayer.Norm norm) {
      return norm(norm, false);
    }
    if (layer instanceof ImageLayer.BatchNorm norm) {
      return BatchNormStep.of(
          norm.epsilon(),
          loader.vector(norm.weight()),
          loader.vector(norm.bias()),
          loader.vector(norm.mean()),
          loader.vector(norm.variance()));
    }
    if (layer instanceof ImageLayer.Silu) {
      return ImageNetworkLoader::silu;
    }
    if (layer instanceof ImageLayer.UpsampleNearest) {
      return ImageNetworkLoader::upsample;
    }
    if (layer instanceof ImageLayer.Residual residual) {
      return new ResidualStep(load(residual.branch()), residual.shortcut().map(this::convolution));
    }
    if (layer instanceof ImageLayer.StackFrames stack) {
      return new StackFramesStep(stack.count());
    }
    if (layer instanceof ImageLayer.RepeatFrames repeat) {
      return new RepeatFramesStep(repeat.times());
    }
    if (layer instanceof ImageLayer.SelfAttention attention) {
      return new AttentionStep(
          norm(attention.norm(), false),
          convolution(attention.query()),
          convolution(attention.key()),
          convolution(attention.value()),
          convolution(attention.output()));
    }
    throw new IllegalArgumentException("image layer of an unknown kind: " + layer);
  }

  private ImageStep convolution(ImageLayer.Convolution layer) {
    return ConvolutionStep.of(
        Math.toIntExact(layer.weight().shape().dimension(1)),
        Math.toIntExact(layer.weight().shape().dimension(0)),
        Math.toIntExact(layer.weight().shape().dimension(2)),
        layer.padding() == ImageLayer.Padding.HALVE,
        loader.vector(layer.weight()),
        loader.vector(layer.bias()));
  }

  private ImageStep norm(ImageLayer.Norm layer, boolean silu) {
    if (layer instanceof ImageLayer.SpatialNorm norm) {
      return new SpatialNormStep(
          groupNorm(norm.norm(), false),
          convolution(norm.scale()),
          convolution(norm.shift()),
          silu);
    }
    return groupNorm((ImageLayer.GroupNorm) layer, silu);
  }

  private ImageStep groupNorm(ImageLayer.GroupNorm layer, boolean silu) {
    return new GroupNormStep(
        layer.groups(),
        layer.epsilon(),
        loader.vector(layer.weight()),
        loader.vector(layer.bias()),
        silu);
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
