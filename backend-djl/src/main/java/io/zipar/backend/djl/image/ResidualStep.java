/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
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
  public NDArray apply(NDArray image, Optional<NDArray> condition) {
    return branch.apply(image, condition).addi(skipped(image));
  }

  @Override
  public List<NDArray> applyFrames(List<NDArray> frames) {
    List<NDArray> sums = new ArrayList<>();
    List<NDArray> added = branch.applyFrames(frames);
    for (int i = 0; i < frames.size(); i++) {
      sums.add(added.get(i).addi(skipped(frames.get(i))));
    }
    return sums;
  }

  private NDArray skipped(NDArray image) {
    return shortcut.isPresent() ? shortcut.get().apply(image, Optional.empty()) : image;
  }
}
