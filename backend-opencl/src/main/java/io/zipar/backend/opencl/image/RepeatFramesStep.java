/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Repeats every frame.
 *
 * @param times how often each comes
 */
record RepeatFramesStep(int times) implements ImageStep {
  @Override
  public Planes apply(Planes input, Workspace workspace) {
    return workspace.copy(input);
  }

  @Override
  public List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    List<Planes> repeated = new ArrayList<>();
    for (Planes frame : frames) {
      for (int i = 0; i < times; i++) {
        repeated.add(workspace.copy(frame));
      }
    }
    return repeated;
  }
}
