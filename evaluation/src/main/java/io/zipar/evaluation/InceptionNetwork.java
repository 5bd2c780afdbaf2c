/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;

/**
 * Inception v3 as the Frechet inception distance has it: the graph of 2015, whose average pools do
 * not count the border and whose last block pools by the maximum. Its layers are named as in the
 * state dict of pytorch-fid; how many channels each has is up to the weights. As thread-safe as its
 * arrays.
 */
final class InceptionNetwork {
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);
  private static final Shape THREE = new Shape(3, 3);
  private static final Shape NO_BORDER = new Shape(0, 0);
  private static final int LONG = 7;

  private final Layers layers;

  /** Where the layers come from. */
  @FunctionalInterface
  interface Layers {
    /**
     * Finds a layer.
     *
     * @param name in the file, such as {@code Mixed_5b.branch1x1}
     * @param inputs channels that reach it
     * @param height of its kernel
     * @param width of its kernel
     * @return the same at every call
     */
    Layer get(String name, long inputs, int height, int width);
  }

  /** A convolution with the normalisation after it folded in. */
  record Layer(NDArray kernel, NDArray bias) {}

  InceptionNetwork(Layers layers) {
    this.layers = layers;
  }

  /** Pictures x 3 x side x side values to pictures x features. */
  NDArray features(NDArray pixels) {
    NDArray x = convolve("Conv2d_1a_3x3", pixels, 3, 3, TWO, NO_BORDER);
    x = convolve("Conv2d_2a_3x3", x, 3, 3, ONE, NO_BORDER);
    x = convolve("Conv2d_2b_3x3", x, 3, 3);
    x = greatest(x, TWO, NO_BORDER);
    x = convolve("Conv2d_3b_1x1", x, 1, 1);
    x = convolve("Conv2d_4a_3x3", x, 3, 3, ONE, NO_BORDER);
    x = greatest(x, TWO, NO_BORDER);
    for (String block : new String[] {"Mixed_5b", "Mixed_5c", "Mixed_5d"}) {
      x = squares(block + ".", x);
    }
    x = firstReduction("Mixed_6a.", x);
    for (String block : new String[] {"Mixed_6b", "Mixed_6c", "Mixed_6d", "Mixed_6e"}) {
      x = stripes(block + ".", x);
    }
    x = secondReduction("Mixed_7a.", x);
    x = spread("Mixed_7b.", x, InceptionNetwork::mean);
    x = spread("Mixed_7c.", x, each -> greatest(each, ONE, ONE));
    return x.reshape(x.getShape().get(0), x.getShape().get(1), -1).mean(new int[] {2});
  }

  private NDArray squares(String block, NDArray x) {
    NDArray five = convolve(block + "branch5x5_1", x, 1, 1);
    five = convolve(block + "branch5x5_2", five, 5, 5);
    NDArray three = convolve(block + "branch3x3dbl_1", x, 1, 1);
    three = convolve(block + "branch3x3dbl_2", three, 3, 3);
    three = convolve(block + "branch3x3dbl_3", three, 3, 3);
    return joined(
        convolve(block + "branch1x1", x, 1, 1),
        five,
        three,
        convolve(block + "branch_pool", mean(x), 1, 1));
  }

  private NDArray firstReduction(String block, NDArray x) {
    NDArray three = convolve(block + "branch3x3dbl_1", x, 1, 1);
    three = convolve(block + "branch3x3dbl_2", three, 3, 3);
    return joined(
        convolve(block + "branch3x3", x, 3, 3, TWO, NO_BORDER),
        convolve(block + "branch3x3dbl_3", three, 3, 3, TWO, NO_BORDER),
        greatest(x, TWO, NO_BORDER));
  }

  private NDArray stripes(String block, NDArray x) {
    NDArray seven = convolve(block + "branch7x7_1", x, 1, 1);
    seven = convolve(block + "branch7x7_2", seven, 1, LONG);
    seven = convolve(block + "branch7x7_3", seven, LONG, 1);
    NDArray twice = convolve(block + "branch7x7dbl_1", x, 1, 1);
    twice = convolve(block + "branch7x7dbl_2", twice, LONG, 1);
    twice = convolve(block + "branch7x7dbl_3", twice, 1, LONG);
    twice = convolve(block + "branch7x7dbl_4", twice, LONG, 1);
    twice = convolve(block + "branch7x7dbl_5", twice, 1, LONG);
    return joined(
        convolve(block + "branch1x1", x, 1, 1),
        seven,
        twice,
        convolve(block + "branch_pool", mean(x), 1, 1));
  }

  private NDArray secondReduction(String block, NDArray x) {
    NDArray three = convolve(block + "branch3x3_1", x, 1, 1);
    NDArray seven = convolve(block + "branch7x7x3_1", x, 1, 1);
    seven = convolve(block + "branch7x7x3_2", seven, 1, LONG);
    seven = convolve(block + "branch7x7x3_3", seven, LONG, 1);
    return joined(
        convolve(block + "branch3x3_2", three, 3, 3, TWO, NO_BORDER),
        convolve(block + "branch7x7x3_4", seven, 3, 3, TWO, NO_BORDER),
        greatest(x, TWO, NO_BORDER));
  }

  private NDArray spread(String block, NDArray x, UnaryOperator<NDArray> pool) {
    NDArray three = convolve(block + "branch3x3_1", x, 1, 1);
    NDArray twice = convolve(block + "branch3x3dbl_1", x, 1, 1);
    twice = convolve(block + "branch3x3dbl_2", twice, 3, 3);
    return joined(
        convolve(block + "branch1x1", x, 1, 1),
        convolve(block + "branch3x3_2a", three, 1, 3),
        convolve(block + "branch3x3_2b", three, 3, 1),
        convolve(block + "branch3x3dbl_3a", twice, 1, 3),
        convolve(block + "branch3x3dbl_3b", twice, 3, 1),
        convolve(block + "branch_pool", pool.apply(x), 1, 1));
  }

  /** As many places as before. */
  private NDArray convolve(String name, NDArray x, int height, int width) {
    return convolve(name, x, height, width, ONE, new Shape(height / 2, width / 2));
  }

  private NDArray convolve(
      String name, NDArray x, int height, int width, Shape stride, Shape border) {
    Layer layer = layers.get(name, x.getShape().get(1), height, width);
    NDArray sum =
        x.getNDArrayInternal()
            .convolution(x, layer.kernel(), layer.bias(), stride, border, ONE, 1)
            .singletonOrThrow();
    return sum.getNDArrayInternal().relu();
  }

  private static NDArray greatest(NDArray x, Shape stride, Shape border) {
    return x.getNDArrayInternal().maxPool(THREE, stride, border, false);
  }

  /** Of places in the picture alone: DJL counts the border, whatever it is told. */
  private static NDArray mean(NDArray x) {
    Shape shape = x.getShape();
    NDArray ones = x.getManager().ones(new Shape(1, 1, shape.get(2), shape.get(3)));
    return meanWithBorder(x).div(meanWithBorder(ones));
  }

  private static NDArray meanWithBorder(NDArray x) {
    return x.getNDArrayInternal().avgPool(THREE, ONE, ONE, false, true);
  }

  private static NDArray joined(NDArray first, NDArray... others) {
    return first.getNDArrayInternal().concat(new NDList(others), 1);
  }
}
