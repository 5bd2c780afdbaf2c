/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.util.SplittableRandom;

/** One class of videos. Stateless, safe for several threads. */
public interface MovingScene {
  /** Units that something moves from frame to frame: one token's width of a small frame. */
  double STEP = 8;

  /**
   * Covers a drawing with one frame.
   *
   * @param drawing to draw on
   * @param random decides all that varies between videos; for each frame of a video it begins anew
   *     and is asked for the same numbers
   * @param frame index of the frame
   */
  void draw(Drawing drawing, SplittableRandom random, int frame);
}
