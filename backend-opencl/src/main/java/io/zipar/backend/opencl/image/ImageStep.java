/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import java.util.List;

/** One layer of an image network with its weights. Immutable. */
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
   * @return the frames of the output, other planes than the input's
   */
  default List<Planes> applyFrames(List<Planes> frames, Workspace workspace) {
    return frames.stream().map(frame -> apply(frame, workspace)).toList();
  }
}
