/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.InvalidInputException;
import io.zipar.backend.opencl.device.Kernels;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.ImageLayer;
import java.util.List;

/** Brings the layers of an image network to a device. */
final class ImageNetworkLoader implements ImageLayer.Visitor<ImageStep> {
  private final Upload upload;

  ImageNetworkLoader(Upload upload) {
    this.upload = upload;
  }

  ImageNetwork load(List<ImageLayer> layers) {
    return new ImageNetwork(ImageLayer.acceptFused(layers, this, new WithSilu()));
  }

  @Override
  public ImageStep batchNorm(ImageLayer.BatchNorm norm) {
    return ScaleStep.of(norm, upload);
  }

  @Override
  public ImageStep silu(ImageLayer.Silu layer) {
    return (input, workspace) -> {
      Planes output = workspace.like(input);
      output.launch(
          workspace
              .kernel("silu_planes")
              .with(input.data())
              .with(input.count())
              .with(output.data()));
      return output;
    };
  }

  @Override
  public ImageStep upsampleNearest(ImageLayer.UpsampleNearest layer) {
    return (input, workspace) -> {
      Planes output = workspace.planes(input.channels(), 2 * input.height(), 2 * input.width());
      output.launch(
          workspace
              .kernel("enlarge_planes")
              .with(input.data())
              .with(output.height())
              .with(output.width())
              .with(output.count())
              .with(output.data()));
      return output;
    };
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
    long channels = layer.query().weight().shape().dimension(0);
    if (channels > Kernels.WIDEST_HEAD) {
      throw new InvalidInputException(
          "tensor '"
              + layer.query().weight().name()
              + "': an attention over "
              + channels
              + " channels, and backend 'opencl' takes up to "
              + Kernels.WIDEST_HEAD);
    }
    return new AttentionStep(
        layer.norm().accept(this),
        convolution(layer.query()),
        convolution(layer.key()),
        convolution(layer.value()),
        convolution(layer.output()));
  }

  @Override
  public ImageStep convolution(ImageLayer.Convolution layer) {
    return new ConvolutionStep(
        Math.toIntExact(layer.weight().shape().dimension(1)),
        Math.toIntExact(layer.weight().shape().dimension(0)),
        Math.toIntExact(layer.weight().shape().dimension(2)),
        layer.padding() == ImageLayer.Padding.HALVE,
        upload.vector(layer.weight()),
        upload.vector(layer.bias()));
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
        upload.vector(layer.weight()),
        upload.vector(layer.bias()),
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
}
