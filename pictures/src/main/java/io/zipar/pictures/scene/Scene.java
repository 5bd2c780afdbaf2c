/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.util.SplittableRandom;

/** A class of pictures. Stateless. */
public interface Scene {
  /**
   * Covers a drawing.
   *
   * @param drawing to draw on
   * @param random decides all that varies
   */
  void draw(Drawing drawing, SplittableRandom random);
}
