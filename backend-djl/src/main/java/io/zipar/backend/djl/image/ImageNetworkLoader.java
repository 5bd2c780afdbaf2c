/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.models.network.ImageLayer;
import io.zipar.models.tensor.Tensor;
import io.zipar.torch.TensorUpload;
import java.util.List;

/** Brings the layers of an image network to the device. Not safe for several threads. */
final class ImageNetworkLoader implements ImageLayer.Visitor<ImageStep> {
  private static final int NEAREST = 0;

  private final TensorUpload upload;

  /**
   * Creates a loader.
   *
   * @param manager owner of the weights
   */
  ImageNetworkLoader(NDManager manager) {
    this.upload = new TensorUpload(manager);
  }

  /**
   * Loads layers.
   *
   * @param layers their description, not needed afterwards
   * @return the network
   */
  ImageNetwork load(List<ImageLayer> layers) {
    return new ImageNetwork(layers.stream().map(layer -> layer.accept(this)).toList());
  }

  @Override
  public ImageStep silu(ImageLayer.Silu layer) {
    return (image, condition) -> image.getNDArrayInternal().sigmoid().muli(image);
  }

  @Override
  public ImageStep upsampleNearest(ImageLayer.UpsampleNearest layer) {
    return (image, condition) -> upsample(image);
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
  public ImageStep convolution(ImageLayer.Convolution layer) {
    NDArray weight = upload.load(layer.weight());
    NDArray bias = upload.load(layer.bias());
    boolean halve = layer.padding() == ImageLayer.Padding.HALVE;
    long border = halve ? 0 : weight.getShape().get(2) / 2;
    Shape stride = halve ? new Shape(2, 2) : new Shape(1, 1);
    return (image, condition) ->
        image
            .getNDArrayInternal()
            .convolution(
                // From the last dimension backwards: left and right, top and bottom.
                halve ? image.pad(new Shape(0, 1, 0, 1), 0) : image,
                weight,
                bias,
                stride,
                new Shape(border, border),
                new Shape(1, 1),
                1)
            .singletonOrThrow();
  }

  @Override
  public ImageStep spatialNorm(ImageLayer.SpatialNorm layer) {
    return new SpatialNormStep(
        groupNorm(layer.norm()), convolution(layer.scale()), convolution(layer.shift()));
  }

  @Override
  public ImageStep batchNorm(ImageLayer.BatchNorm layer) {
    NDArray variance = perChannel(layer.variance());
    NDArray scale = perChannel(layer.weight()).div(variance.add(layer.epsilon()).sqrt());
    NDArray shift = perChannel(layer.bias()).sub(perChannel(layer.mean()).mul(scale));
    return (image, condition) -> image.mul(scale).addi(shift);
  }

  @Override
  public ImageStep groupNorm(ImageLayer.GroupNorm layer) {
    NDArray weight = perChannel(layer.weight());
    NDArray bias = perChannel(layer.bias());
    Shape groups = new Shape(layer.groups());
    return (image, condition) -> {
      NDManager owner = image.getManager();
      // Batch normalisation in training mode over a batch of one, groups taking the part of
      // channels, is group normalisation without scale and shift in one operation.
      return image
          .getNDArrayInternal()
          .batchNorm(
              image.reshape(1, layer.groups(), image.size() / layer.groups()),
              owner.zeros(groups),
              owner.ones(groups),
              owner.ones(groups),
              owner.zeros(groups),
              1,
              0f,
              (float) layer.epsilon(),
              true)
          .singletonOrThrow()
          .reshape(image.getShape())
          .muli(weight)
          .addi(bias);
    };
  }

  private NDArray perChannel(Tensor tensor) {
    NDArray values = upload.load(tensor);
    return values.reshape(1, values.size(), 1, 1);
  }

  private static NDArray upsample(NDArray image) {
    Shape shape = image.getShape();
    long[] doubled = {2 * shape.get(2), 2 * shape.get(3)};
    return image.getNDArrayInternal().interpolation(doubled, NEAREST, false);
  }

  @Override
  public ImageStep selfAttention(ImageLayer.SelfAttention layer) {
    ImageStep norm = layer.norm().accept(this);
    ImageStep query = convolution(layer.query());
    ImageStep key = convolution(layer.key());
    ImageStep value = convolution(layer.value());
    ImageStep output = convolution(layer.output());
    return (image, condition) -> {
      Shape shape = image.getShape();
      Shape flat = new Shape(1, shape.get(1), shape.get(2) * shape.get(3));
      NDArray normed = norm.apply(image, condition);
      NDArray queries =
          query.apply(normed, condition).reshape(flat).muli(1 / Math.sqrt(shape.get(1)));
      NDArray keys = key.apply(normed, condition).reshape(flat);
      NDArray values = value.apply(normed, condition).reshape(flat);
      NDArray weights = queries.transpose(0, 2, 1).batchMatMul(keys).softmax(2);
      NDArray attended = values.batchMatMul(weights.transpose(0, 2, 1)).reshape(shape);
      return output.apply(attended, condition).addi(image);
    };
  }
}
