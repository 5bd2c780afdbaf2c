/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import java.util.Collections;
import java.util.List;

/**
 * Repeats every frame.
 *
 * @param times how often each comes
 */
record RepeatFramesStep(int times) implements ImageStep {
  @Override
  public Planes apply(Planes input, Workspace workspace) {
    return Planes.of(input.channels(), input.height(), input.width(), input.toArray());
  }

  @Override
  public List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    return frames.stream().flatMap(frame -> Collections.nCopies(times, frame).stream()).toList();
  }
}
