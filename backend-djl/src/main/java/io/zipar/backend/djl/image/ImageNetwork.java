/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Layers run in order. Arrays of a layer are freed at its end: at full size each takes tens of
 * megabytes. Safe for several threads.
 *
 * @param steps the layers
 */
record ImageNetwork(List<ImageStep> steps) {
  /** Copies the list. */
  ImageNetwork {
    steps = List.copyOf(steps);
  }

  /**
   * Runs all layers.
   *
   * @param image 1 x channels x height x width, float32; stays open and unchanged
   * @return the output, of the same manager
   */
  NDArray apply(NDArray image) {
    NDManager owner = image.getManager();
    NDArray current = image;
    for (ImageStep step : steps) {
      try (NDManager scratch = owner.newSubManager()) {
        current.attach(scratch);
        NDArray next = step.apply(current);
        next.attach(owner);
        if (current == image) {
          image.attach(owner);
        }
        current = next;
      }
    }
    return current;
  }
}
