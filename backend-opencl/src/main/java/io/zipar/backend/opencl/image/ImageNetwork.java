/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import java.util.List;

/**
 * Layers run in order; what lies between them is freed as soon as it was used. Immutable.
 *
 * @param steps the layers
 */
record ImageNetwork(List<ImageStep> steps) {
  /** Copies the list. */
  ImageNetwork {
    steps = List.copyOf(steps);
  }

  /** Runs over a picture; the result is the input itself where there are no layers. */
  Planes apply(Planes input, Workspace workspace) {
    Planes current = input;
    for (ImageStep step : steps) {
      Planes next = step.apply(current, workspace);
      if (current != input) {
        current.close();
      }
      current = next;
    }
    return current;
  }

  List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    List<Planes> current = frames;
    for (ImageStep step : steps) {
      List<Planes> next = step.applyFrames(current, workspace);
      if (current != frames) {
        current.forEach(Planes::close);
      }
      current = next;
    }
    return current;
  }
}
