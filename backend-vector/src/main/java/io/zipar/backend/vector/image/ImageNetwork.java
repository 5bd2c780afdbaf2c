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

  boolean mixesFrames() {
    return steps.stream().anyMatch(ImageStep::mixesFrames);
  }

  /** The steps up to the last that mixes frames. */
  ImageNetwork overTime() {
    return new ImageNetwork(steps.subList(0, firstOfFrames()));
  }

  /** The steps behind those of {@link #overTime}, which treat each frame alone. */
  ImageNetwork ofFrames() {
    return new ImageNetwork(steps.subList(firstOfFrames(), steps.size()));
  }

  private int firstOfFrames() {
    int first = steps.size();
    while (first > 0 && !steps.get(first - 1).mixesFrames()) {
      first--;
    }
    return first;
  }
}
