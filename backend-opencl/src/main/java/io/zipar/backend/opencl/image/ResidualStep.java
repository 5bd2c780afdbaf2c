/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds the output of a branch to its input.
 *
 * @param branch the layers of the branch, at least one
 * @param shortcut applied to the input where the widths differ
 */
record ResidualStep(ImageNetwork branch, Optional<ImageStep> shortcut) implements ImageStep {
  @Override
  public Planes apply(Planes input, Workspace workspace) {
    return added(branch.apply(input, workspace), input, workspace);
  }

  @Override
  public List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    List<Planes> branched = branch.applyFrames(frames, workspace);
    List<Planes> sums = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      sums.add(added(branched.get(i), frames.get(i), workspace));
    }
    return sums;
  }

  private Planes added(Planes branched, Planes input, Workspace workspace) {
    if (shortcut.isEmpty()) {
      branched.add(input, workspace);
      return branched;
    }
    try (Planes around = shortcut.get().apply(input, workspace)) {
      branched.add(around, workspace);
    }
    return branched;
  }
}
