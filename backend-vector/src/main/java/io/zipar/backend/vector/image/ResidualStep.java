/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds the output of a branch to its input.
 *
 * @param branch the branch
 * @param shortcut applied to the input where the widths differ
 */
record ResidualStep(ImageNetwork branch, Optional<ImageStep> shortcut) implements ImageStep {
  @Override
  public Planes apply(Planes input, Workspace workspace) {
    Planes skipped = skipped(input, workspace);
    return branch.apply(input, workspace).plus(skipped);
  }

  @Override
  public List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    List<Planes> sums = new ArrayList<>();
    List<Planes> added = branch.applyFrames(frames, workspace);
    for (int i = 0; i < frames.size(); i++) {
      sums.add(added.get(i).plus(skipped(frames.get(i), workspace)));
    }
    return sums;
  }

  private Planes skipped(Planes input, Workspace workspace) {
    return shortcut.isPresent() ? shortcut.get().apply(input, workspace) : input;
  }
}
