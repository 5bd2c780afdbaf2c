/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

/** One layer of an image network with its weights. Immutable, safe for several threads. */
@FunctionalInterface
interface ImageStep {
  /**
   * Runs the layer.
   *
   * @param input not changed
   * @param workspace runs the work
   * @return the output, not the input itself
   */
  Planes apply(Planes input, Workspace workspace);
}
