/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import java.util.List;

/**
 * Layers run in order. Immutable, safe for several threads.
 *
 * @param steps the layers
 */
record ImageNetwork(List<ImageStep> steps) {
  /** Copies the list. */
  ImageNetwork {
    steps = List.copyOf(steps);
  }

  Planes apply(Planes input, Workspace workspace) {
    Planes current = input;
    for (ImageStep step : steps) {
      current = step.apply(current, workspace);
    }
    return current;
  }

  List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    List<Planes> current = frames;
    for (ImageStep step : steps) {
      current = step.applyFrames(current, workspace);
    }
    return current;
  }
}
