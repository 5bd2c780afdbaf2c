/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

import java.util.List;

/** Writes the tiles of keys and values. */
final class AttentionWriter extends TileWriter {
  private static final int FIVE = 5;

  private static final String HEAD =
      """
      package io.zipar.backend.vector.kernel.simd;

      import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.FENCED;
      import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;

      import java.lang.invoke.VarHandle;
      import jdk.incubator.vector.FloatVector;

      /**
       * Products of keys and values: a few bands of rows times a few columns, all sums in registers. The
       * methods are alike but for the numbers of both. Band r begins at p + r stride in w and at y0 + r
       * yr in y; column c begins at x0 + c xs in x and at c ys in y.
       *
       * <p>As few columns as attention has pass over a band at a time, they need not stand side by side
       * as those of {@link Float32Tiles} do; so scores become weights where they are. Sums and fences are
       * as there. Every column needs an address of its own, and with twelve sums the addresses and the
       * vectors together exceed the registers, so the widest tile has ten.
       */
      final class AttentionTiles {
        /** Bands of the tallest tile, a multiple of those of the others. */
        static final int BANDS = 4;

        /** Columns of the widest tile. */
        static final int WIDEST = 5;

        private AttentionTiles() {}
      """;

  @Override
  String name() {
    return "AttentionTiles";
  }

  @Override
  String head() {
    return HEAD;
  }

  @Override
  List<TileSize> sizes() {
    return List.of(new TileSize(4, 1), new TileSize(4, 2), new TileSize(2, FIVE));
  }

  @Override
  String start(TileSize size) {
    return super.start(size).replace("private static", "static");
  }

  @Override
  String parameters(TileSize size) {
    boolean one = size.columns() == 1;
    return "float[] w, int p, int stride, int steps, float[] x, int x0, "
        + (one ? "" : "int xs, ")
        + "float[] y, int y0, int yr"
        + (one ? "" : ", int ys");
  }

  @Override
  int perTurn() {
    return 1;
  }

  @Override
  String weights(int row, int element) {
    return load("w", numbered("p", row) + " + i * COUNT");
  }

  @Override
  String input(TileSize size, int element, int column) {
    return broadcast("x[x" + column + " + i]");
  }

  @Override
  String target(int column, int row) {
    return "y0" + plus(column, "ys") + plus(row, "yr");
  }

  @Override
  void body(TileSize size) {
    pointers("p", "p", "stride", size.rows());
    pointers("x", "x0", "xs", size.columns());
    clearSums(size, "FloatVector.zero(FLOAT)");
    block(
        "for (int i = 0; i < steps; i++)",
        () -> {
          if (size.rows() == 4) {
            rowByRow(size, 0, NO_FENCE);
          } else {
            columnByColumn(size, 0, FENCE_WHERE_IT_HELPS);
          }
        });
    storeSums(size);
  }
}
