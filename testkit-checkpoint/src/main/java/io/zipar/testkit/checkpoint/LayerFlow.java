/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.models.network.ImageLayer;
import io.zipar.models.tensor.Tensor;
import java.util.List;

/** What becomes of the channels and the size of a picture on its way through layers. */
final class LayerFlow implements ImageLayer.Visitor<LayerFlow> {
  private final int conditionChannels;
  private int channels;
  private double enlargement = 1;

  private LayerFlow(int channels, int conditionChannels) {
    this.channels = channels;
    this.conditionChannels = conditionChannels;
  }

  /** Goes through layers; fails at the first that does not take what the one before it yields. */
  static LayerFlow of(int channels, int conditionChannels, List<ImageLayer> layers) {
    LayerFlow flow = new LayerFlow(channels, conditionChannels);
    layers.forEach(layer -> layer.accept(flow));
    return flow;
  }

  int channels() {
    return channels;
  }

  /** Sides of the output divided by those of the input. */
  double enlargement() {
    return enlargement;
  }

  private void convolve(ImageLayer.Convolution layer, int from) {
    assertEquals(from, layer.weight().shape().dimension(1), layer.weight().name());
    assertEquals(
        layer.weight().shape().dimension(0), layer.bias().shape().elements(), layer.bias().name());
  }

  private void perChannel(Tensor... tensors) {
    for (Tensor tensor : tensors) {
      assertEquals(channels, tensor.shape().elements(), tensor.name());
    }
  }

  @Override
  public LayerFlow convolution(ImageLayer.Convolution layer) {
    convolve(layer, channels);
    channels = (int) layer.weight().shape().dimension(0);
    enlargement *= layer.padding() == ImageLayer.Padding.HALVE ? 0.5 : 1;
    return this;
  }

  @Override
  public LayerFlow groupNorm(ImageLayer.GroupNorm layer) {
    assertEquals(0, channels % layer.groups(), layer.weight().name());
    perChannel(layer.weight(), layer.bias());
    return this;
  }

  @Override
  public LayerFlow spatialNorm(ImageLayer.SpatialNorm layer) {
    groupNorm(layer.norm());
    convolve(layer.scale(), conditionChannels);
    convolve(layer.shift(), conditionChannels);
    perChannel(layer.scale().bias(), layer.shift().bias());
    return this;
  }

  @Override
  public LayerFlow batchNorm(ImageLayer.BatchNorm layer) {
    perChannel(layer.weight(), layer.bias(), layer.mean(), layer.variance());
    return this;
  }

  @Override
  public LayerFlow stackFrames(ImageLayer.StackFrames layer) {
    channels *= layer.count();
    return this;
  }

  @Override
  public LayerFlow repeatFrames(ImageLayer.RepeatFrames layer) {
    return this;
  }

  @Override
  public LayerFlow silu(ImageLayer.Silu layer) {
    return this;
  }

  @Override
  public LayerFlow upsampleNearest(ImageLayer.UpsampleNearest layer) {
    enlargement *= 2;
    return this;
  }

  @Override
  public LayerFlow residual(ImageLayer.Residual layer) {
    LayerFlow branch = of(channels, conditionChannels, layer.branch());
    layer.shortcut().ifPresent(this::convolution);
    assertEquals(channels, branch.channels, "a branch and what it is added to");
    assertEquals(1, branch.enlargement, 0, "a branch and what it is added to");
    return this;
  }

  @Override
  public LayerFlow selfAttention(ImageLayer.SelfAttention layer) {
    layer.norm().accept(this);
    convolve(layer.query(), channels);
    convolve(layer.key(), channels);
    convolve(layer.value(), channels);
    assertEquals(channels, layer.output().weight().shape().dimension(0));
    return this;
  }
}
