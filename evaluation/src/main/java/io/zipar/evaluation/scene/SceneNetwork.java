/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.scene;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A small convolutional classifier: convolutions of 3 x 3 pixels with stride 2 and ReLU, the mean
 * over all places, a linear layer. No layer depends on the other pictures of a batch, or differs
 * between training and use. As thread-safe as its arrays.
 */
public final class SceneNetwork {
  /** The side of the pictures that it is made for. */
  public static final int SIDE = 96;

  /** The length of a picture's features. */
  public static final int FEATURES = 128;

  /** The name of the linear layer's matrix, classes x {@link #FEATURES}. */
  public static final String CLASS_WEIGHT = "classifier.weight";

  private static final String CLASS_BIAS = "classifier.bias";
  private static final List<Integer> CHANNELS = List.of(3, 32, 64, 96, FEATURES);
  private static final int KERNEL = 3;

  private final int classes;
  private final Weights weights;

  /** Where the arrays come from. */
  @FunctionalInterface
  public interface Weights {
    /**
     * Finds an array.
     *
     * @param name in the file
     * @param shape its shape; outputs first, biases have one dimension
     * @return the same array at every call
     */
    NDArray get(String name, long... shape);
  }

  /**
   * Creates a network.
   *
   * @param classes number of classes
   * @param weights its arrays
   */
  public SceneNetwork(int classes, Weights weights) {
    this.classes = classes;
    this.weights = weights;
  }

  /**
   * The features of pictures.
   *
   * @param pixels pictures x 3 x side x side values, nominally in [-1, 1]
   * @return pictures x {@link #FEATURES}
   */
  public NDArray features(NDArray pixels) {
    NDArray x = pixels;
    for (int layer = 1; layer < CHANNELS.size(); layer++) {
      String name = "convolutions." + (layer - 1) + ".";
      int outputs = CHANNELS.get(layer);
      NDArray kernel =
          weights.get(name + "weight", outputs, CHANNELS.get(layer - 1), KERNEL, KERNEL);
      NDArray bias = weights.get(name + "bias", outputs);
      Shape border = new Shape(KERNEL / 2, KERNEL / 2);
      x =
          x.getNDArrayInternal()
              .convolution(x, kernel, bias, new Shape(2, 2), border, new Shape(1, 1), 1)
              .singletonOrThrow();
      x = x.getNDArrayInternal().relu();
    }
    return x.reshape(x.getShape().get(0), FEATURES, -1).mean(new int[] {2});
  }

  /**
   * The logits of the classes.
   *
   * @param features from {@link #features}
   * @return pictures x classes
   */
  public NDArray logits(NDArray features) {
    NDArray matrix = weights.get(CLASS_WEIGHT, classes, FEATURES);
    return features.matMul(matrix.transpose()).add(weights.get(CLASS_BIAS, classes));
  }
}
