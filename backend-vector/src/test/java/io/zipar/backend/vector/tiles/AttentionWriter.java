/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

import java.util.List;

/** Writes the tiles of keys and values in float32. */
class AttentionWriter extends TileWriter {
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

        /** As many bands as a tile of some columns has. */
        static void set(
            int columns,
            float[] w,
            int p,
            int stride,
            int steps,
            float[] x,
            int x0,
            int xs,
            float[] y,
            int y0,
            int yr,
            int ys) {
          switch (columns) {
            case 1 -> fourByOne(w, p, stride, steps, x, x0, y, y0, yr);
            case 2 -> fourByTwo(w, p, stride, steps, x, x0, xs, y, y0, yr, ys);
            default -> twoByFive(w, p, stride, steps, x, x0, xs, y, y0, yr, ys);
          }
        }
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
  final List<TileSize> sizes() {
    return List.of(new TileSize(4, 1), new TileSize(4, 2), new TileSize(2, FIVE));
  }

  @Override
  final String parameters(TileSize size) {
    boolean one = size.columns() == 1;
    return word()
        + "[] w, int p, int stride, int steps, float[] x, int x0, "
        + (one ? "" : "int xs, ")
        + "float[] y, int y0, int yr"
        + (one ? "" : ", int ys");
  }

  /** The type of a word. */
  String word() {
    return "float";
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
  final String input(TileSize size, int element, int column) {
    int inputs = perTurn();
    String first = inputs == 1 ? "i" : "i * " + inputs;
    return broadcast("x[x" + column + " + " + first + (element == 0 ? "" : " + " + element) + "]");
  }

  @Override
  final String target(int column, int row) {
    return "y0" + plus(column, "ys") + plus(row, "yr");
  }

  @Override
  final void body(TileSize size) {
    pointers("p", "p", "stride", size.rows());
    pointers("x", "x0", "xs", size.columns());
    clearSums(size, "FloatVector.zero(FLOAT)");
    block(
        "for (int i = 0; i < steps; i++)",
        () -> {
          for (int element = 0; element < perTurn(); element++) {
            if (size.rows() == 4) {
              rowByRow(size, element, NO_FENCE);
            } else {
              columnByColumn(size, element, FENCE_WHERE_IT_HELPS);
            }
          }
        });
    storeSums(size);
  }
}
