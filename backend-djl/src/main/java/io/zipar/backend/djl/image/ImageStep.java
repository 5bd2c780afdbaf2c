/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;

/** One layer of an image network with its weights on the device. Safe for several threads. */
@FunctionalInterface
interface ImageStep {
  /**
   * Runs the layer.
   *
   * @param image 1 x channels x height x width, float32, not changed; its manager owns what is made
   *     here
   * @return the output, not the input itself
   */
  NDArray apply(NDArray image);
}
