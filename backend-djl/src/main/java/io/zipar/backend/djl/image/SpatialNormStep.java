/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * Normalisation with scale and shift of every pixel by a condition.
 *
 * @param norm applied to the input
 * @param scale applied to the condition
 * @param shift applied to the condition
 */
record SpatialNormStep(ImageStep norm, ImageStep scale, ImageStep shift) implements ImageStep {
  @Override
  public NDArray apply(NDArray image, Optional<NDArray> condition) {
    // A copy, so that what is made from it belongs to the manager of this step.
    NDArray here =
        condition
            .orElseThrow(() -> new IllegalStateException("a spatial norm without condition"))
            .duplicate();
    here.attach(image.getManager());
    Shape shape = image.getShape();
    long channels = shape.get(1);
    long height = here.getShape().get(2);
    long width = here.getShape().get(3);
    Shape broadcast = new Shape(channels, height, 1, width, 1);
    Shape blocks = new Shape(channels, height, shape.get(2) / height, width, shape.get(3) / width);
    // Scale and shift stay small: the arithmetic repeats them over each block of pixels.
    return norm.apply(image, condition)
        .reshape(blocks)
        .muli(scale.apply(here, condition).reshape(broadcast))
        .addi(shift.apply(here, condition).reshape(broadcast))
        .reshape(shape);
  }
}
