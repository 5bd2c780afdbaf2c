/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;

/** One layer of an image network with its weights on the device. Safe for several threads. */
@FunctionalInterface
interface ImageStep {
  /**
   * Runs the layer over a picture, the first frame of a video.
   *
   * @param image 1 x channels x height x width, float32, not changed; its manager owns what is made
   *     here
   * @param condition what norms of the frame depend on; not changed
   * @return the output, not the input itself
   */
  NDArray apply(NDArray image, Optional<NDArray> condition);

  /**
   * Runs the layer over a video.
   *
   * @param frames arrays as in {@link #apply}, all of one manager
   * @return the frames of the output
   */
  default List<NDArray> applyFrames(List<NDArray> frames) {
    return frames.stream().map(frame -> apply(frame, Optional.empty())).toList();
  }
}
