/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Repeats every frame.
 *
 * @param times how often each comes
 */
record RepeatFramesStep(int times) implements ImageStep {
  @Override
  public NDArray apply(NDArray image, Optional<NDArray> condition) {
    return image.duplicate();
  }

  @Override
  public List<NDArray> applyFrames(List<NDArray> frames) {
    return frames.stream().flatMap(frame -> Collections.nCopies(times, frame).stream()).toList();
  }
}
