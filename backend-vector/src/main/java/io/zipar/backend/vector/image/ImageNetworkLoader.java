/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.Activation;
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

  ImageNetwork load(List<ImageLayer> layers) {
    List<ImageStep> steps = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      ImageLayer layer = layers.get(i);
      boolean last = i == layers.size() - 1;
      if (layer instanceof ImageLayer.GroupNorm norm
          && !last
          && layers.get(i + 1) instanceof ImageLayer.Silu) {
        steps.add(groupNorm(norm, true));
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
    if (layer instanceof ImageLayer.GroupNorm norm) {
      return groupNorm(norm, false);
    }
    if (layer instanceof ImageLayer.Silu) {
      return ImageNetworkLoader::silu;
    }
    if (layer instanceof ImageLayer.UpsampleNearest) {
      return ImageNetworkLoader::upsample;
    }
    if (layer instanceof ImageLayer.Residual residual) {
      ImageNetwork branch = load(residual.branch());
      List<ImageStep> shortcut = residual.shortcut().map(this::convolution).stream().toList();
      return (input, workspace) -> {
        Planes skipped = shortcut.isEmpty() ? input : shortcut.get(0).apply(input, workspace);
        return branch.apply(input, workspace).plus(skipped);
      };
    }
    if (layer instanceof ImageLayer.SelfAttention attention) {
      return new AttentionStep(
          groupNorm(attention.norm(), false),
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
      Activation.silu(
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
