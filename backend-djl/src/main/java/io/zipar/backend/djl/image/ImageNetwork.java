/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;

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
   * Runs all layers over a picture.
   *
   * @param image 1 x channels x height x width, float32; stays open and unchanged
   * @param condition what norms depend on
   * @return the output, of the same manager
   */
  NDArray apply(NDArray image, Optional<NDArray> condition) {
    NDManager owner = image.getManager();
    NDArray current = image;
    for (ImageStep step : steps) {
      try (NDManager scratch = owner.newSubManager()) {
        current.attach(scratch);
        NDArray next = step.apply(current, condition);
        next.attach(owner);
        if (current == image) {
          image.attach(owner);
        }
        current = next;
      }
    }
    return current;
  }

  /**
   * Runs all layers over a video. What they make stays open until its manager is closed.
   *
   * @param frames arrays as in {@link #apply}
   * @return the frames of the output
   */
  List<NDArray> applyFrames(List<NDArray> frames) {
    List<NDArray> current = frames;
    for (ImageStep step : steps) {
      current = step.applyFrames(current);
    }
    return current;
  }
}
