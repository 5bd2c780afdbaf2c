/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a convolutional network over {@code channels x height x width} values. A network is
 * a list of layers, run in order.
 *
 * <p>A video is a list of such frames. All layers treat each frame alone but {@link StackFrames}
 * and {@link RepeatFrames}. Neither lets a frame depend on later ones, so that the first frame of
 * the output comes from the first of the input: a picture is a video of one frame whose further
 * frames need not be computed.
 */
@ApiStatus.Experimental(since = "0.1")
public sealed interface ImageLayer {
  /**
   * What is done with each kind of norm.
   *
   * @param <R> what comes of it
   */
  interface NormVisitor<R> {
    /**
     * A group normalisation.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R groupNorm(GroupNorm layer);

    /**
     * A normalisation by a condition.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R spatialNorm(SpatialNorm layer);
  }

  /**
   * What is done with each kind of layer. A kind that is added does not compile until every backend
   * says what it does with it.
   *
   * @param <R> what comes of it
   */
  interface Visitor<R> extends NormVisitor<R> {
    /**
     * A convolution.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R convolution(Convolution layer);

    /**
     * A batch normalisation.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R batchNorm(BatchNorm layer);

    /**
     * Frames put before each other.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R stackFrames(StackFrames layer);

    /**
     * Repeated frames.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R repeatFrames(RepeatFrames layer);

    /**
     * An activation.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R silu(Silu layer);

    /**
     * An enlargement.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R upsampleNearest(UpsampleNearest layer);

    /**
     * A branch and its shortcut.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R residual(Residual layer);

    /**
     * An attention.
     *
     * @param layer the layer
     * @return what comes of it
     */
    R selfAttention(SelfAttention layer);
  }

  /**
   * Calls the method of this kind.
   *
   * @param <R> what comes of it
   * @param visitor any visitor
   * @return what its method returned
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Goes through a network for those who run a norm and an activation behind it as one.
   *
   * @param layers the network
   * @param visitor is given the other layers
   * @param withSilu is given a norm with a {@link Silu} behind it, for both
   * @param <R> what comes of a layer
   * @return what came of the layers, in order
   */
  static <R> List<R> acceptFused(
      List<ImageLayer> layers, Visitor<R> visitor, NormVisitor<R> withSilu) {
    List<R> results = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      boolean beforeSilu = i + 1 < layers.size() && layers.get(i + 1) instanceof Silu;
      if (beforeSilu && layers.get(i) instanceof Norm norm) {
        results.add(norm.acceptNorm(withSilu));
        i++;
      } else {
        results.add(layers.get(i).accept(visitor));
      }
    }
    return results;
  }

  /**
   * Tells whether the frames of a video must be run together.
   *
   * @return whether a frame of the output depends on more than the frame of the input in its place
   */
  default boolean mixesFrames() {
    return false;
  }

  /**
   * A convolution with bias.
   *
   * @param weight output channels x input channels x kernel x kernel, kernel 1 or 3
   * @param bias output channels
   * @param padding how the borders are treated
   */
  record Convolution(Tensor weight, Tensor bias, Padding padding) implements ImageLayer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.convolution(this);
    }
  }

  /** How a convolution treats the borders. */
  enum Padding {
    /** Zeros on all sides so that the size stays; stride 1. */
    SAME,
    /** One row of zeros at the bottom and one column at the right; stride 2: halves the size. */
    HALVE
  }

  /** A normalisation over groups of channels. */
  sealed interface Norm extends ImageLayer {
    /**
     * Calls the method of this kind of norm.
     *
     * @param <R> what comes of it
     * @param visitor any visitor
     * @return what its method returned
     */
    <R> R acceptNorm(NormVisitor<R> visitor);

    @Override
    default <R> R accept(Visitor<R> visitor) {
      return acceptNorm(visitor);
    }
  }

  /**
   * Group normalisation with a learned scale and shift per channel.
   *
   * @param groups number of groups
   * @param epsilon added to the variance inside the root
   * @param weight channels
   * @param bias channels
   */
  record GroupNorm(int groups, double epsilon, Tensor weight, Tensor bias) implements Norm {
    @Override
    public <R> R acceptNorm(NormVisitor<R> visitor) {
      return visitor.groupNorm(this);
    }
  }

  /**
   * Normalisation with scale and shift of every pixel by a condition: norm(x) scale(c) + shift(c).
   * The condition c is repeated to the size of x, whose sides are multiples of its own.
   *
   * @param norm applied to the input
   * @param scale a 1x1 convolution of the condition
   * @param shift a 1x1 convolution of the condition
   */
  record SpatialNorm(GroupNorm norm, Convolution scale, Convolution shift) implements Norm {
    @Override
    public <R> R acceptNorm(NormVisitor<R> visitor) {
      return visitor.spatialNorm(this);
    }
  }

  /**
   * Batch normalisation by the statistics of the training: weight (x - mean) / sqrt(variance +
   * epsilon) + bias.
   *
   * @param epsilon added to the variance inside the root
   * @param weight channels
   * @param bias channels
   * @param mean channels
   * @param variance channels
   */
  record BatchNorm(double epsilon, Tensor weight, Tensor bias, Tensor mean, Tensor variance)
      implements ImageLayer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.batchNorm(this);
    }
  }

  /**
   * Puts before every channel of a frame the same channel of the frames before it, zeros before the
   * first: channel {@code c x count + i} is channel c of the frame count - 1 - i before. A
   * convolution over time is this and a convolution whose weights of a channel follow each other in
   * time.
   *
   * @param count number of frames, at least 1
   */
  record StackFrames(int count) implements ImageLayer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stackFrames(this);
    }

    @Override
    public boolean mixesFrames() {
      return true;
    }
  }

  /**
   * Repeats every frame.
   *
   * @param times how often each comes, at least 1
   */
  record RepeatFrames(int times) implements ImageLayer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.repeatFrames(this);
    }

    @Override
    public boolean mixesFrames() {
      return true;
    }
  }

  /** The activation x sigmoid(x). */
  record Silu() implements ImageLayer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.silu(this);
    }
  }

  /** Doubles both sides by repeating the nearest pixel. */
  record UpsampleNearest() implements ImageLayer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.upsampleNearest(this);
    }
  }

  /**
   * Adds the output of a branch to its input.
   *
   * @param branch the layers of the branch, which keep the number of frames
   * @param shortcut a convolution applied to the input where the widths differ
   */
  record Residual(List<ImageLayer> branch, Optional<Convolution> shortcut) implements ImageLayer {
    /** Copies the list. */
    public Residual {
      branch = List.copyOf(branch);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.residual(this);
    }

    @Override
    public boolean mixesFrames() {
      return branch.stream().anyMatch(ImageLayer::mixesFrames);
    }
  }

  /**
   * Self-attention over all pixels with one head, added to its input: x +
   * output(attention(norm(x))), scaled by 1/sqrt(channels). The projections are 1x1 convolutions.
   *
   * @param norm applied first
   * @param query projection
   * @param key projection
   * @param value projection
   * @param output projection
   */
  record SelfAttention(
      Norm norm, Convolution query, Convolution key, Convolution value, Convolution output)
      implements ImageLayer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selfAttention(this);
    }
  }
}
