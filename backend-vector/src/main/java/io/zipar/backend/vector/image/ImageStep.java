/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import java.util.List;

/** One layer of an image network with its weights. Immutable, safe for several threads. */
@FunctionalInterface
interface ImageStep {
  /**
   * Runs the layer over a picture, the first frame of a video.
   *
   * @param input not changed
   * @param workspace runs the work
   * @return the output, not the input itself
   */
  Planes apply(Planes input, Workspace workspace);

  /**
   * Runs the layer over a video.
   *
   * @param frames not changed
   * @param workspace runs the work
   * @return the frames of the output
   */
  default List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    return frames.stream().map(frame -> apply(frame, workspace)).toList();
  }
}
