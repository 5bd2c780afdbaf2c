/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

import java.util.List;

/**
 * Writes the tiles of weights in bands. Those of four vectors of rows have slim vectors, of which a
 * band may hold two: the second follows the first, the third begins half further than the first,
 * the fourth follows it.
 */
abstract class ProductWriter extends TileWriter {
  @Override
  final List<TileSize> sizes() {
    return PRODUCTS;
  }

  @Override
  final boolean isSlim(TileSize size) {
    return size.rows() == 4;
  }

  /** Declares where the further vectors of the rows begin. */
  final void rows(TileSize size) {
    line("int p1 = p + next;");
    if (size.rows() == 4) {
      line("int p2 = p + half;");
      line("int p3 = p2 + next;");
    }
  }

  /** The parameters for where the weights of a size begin. */
  static String distances(TileSize size) {
    return size.rows() == 4 ? "int next, int half, " : "int next, ";
  }
}
