/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

/** Writes the tiles of bfloat16 weights, two to a word. */
final class Bfloat16Writer extends ProductWriter {
  private static final String HEAD =
      """
      package io.zipar.backend.vector.kernel.simd;

      import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.FENCED;
      import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.INT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.SLIM_COUNT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.SLIM_FLOAT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.SLIM_INT;
      import static jdk.incubator.vector.VectorOperators.LSHL;

      import io.zipar.backend.vector.weights.Columns;
      import java.lang.invoke.VarHandle;
      import jdk.incubator.vector.FloatVector;
      import jdk.incubator.vector.IntVector;

      /**
       * Products of bfloat16 weights: a few vectors of rows times a few columns, all sums in registers.
       * The methods are alike but for the numbers of both. Each adds to y over a run of steps. The first
       * vector of the rows begins at p in w, the second next further; of four the third begins half
       * further than the first, the fourth next further than it. Four are slim, see {@link Lanes}. Vector
       * r begins at y0 + r lanes in y, column c of y at c ys; x holds the columns side by side from x0.
       *
       * <p>Every sum is one chain of fused multiply-adds in the order of the inputs, so a result does not
       * depend on the tile, on the species, or on how many columns are computed beside it. Calls of own
       * methods in the loops are avoided: with this many vector operations C2 stops inlining what is not
       * marked for it, and vectors would become objects. On fences see {@link Lanes#FENCED}.
       */
      final class Bfloat16Tiles {
        private static final int UPPER = 0xffff0000;

        private Bfloat16Tiles() {}

        /** As many vectors of rows as a tile of some columns has. */
        static void add(
            int columns,
            int[] w,
            int p,
            int next,
            int half,
            int steps,
            float[] x,
            int x0,
            float[] y,
            int y0,
            int ys) {
          switch (columns) {
            case 1 -> fourByOne(w, p, next, half, steps, x, x0, y, y0, ys);
            case 2 -> fourByTwo(w, p, next, half, steps, x, x0, y, y0, ys);
            case Columns.SMALL -> twoByFour(w, p, next, steps, x, x0, y, y0, ys);
            default -> twoBySix(w, p, next, steps, x, x0, y, y0, ys);
          }
        }
      """;

  @Override
  String name() {
    return "Bfloat16Tiles";
  }

  @Override
  String head() {
    return HEAD;
  }

  @Override
  String parameters(TileSize size) {
    return "int[] w, int p, "
        + distances(size)
        + "int steps, float[] x, int x0, float[] y, int y0, int ys";
  }

  @Override
  int perTurn() {
    return 2;
  }

  @Override
  String weights(int row, int element) {
    return loadHalf(row, element);
  }

  @Override
  void body(TileSize size) {
    rows(size);
    loadSums(size);
    block(
        "for (int i = 0; i < steps; i++)",
        () -> {
          for (int element = 0; element < perTurn(); element++) {
            add(size, element);
          }
        });
    storeSums(size);
  }

  private void add(TileSize size, int element) {
    if (size.rows() == 4) {
      rowByRow(size, element, NO_FENCE);
    } else if (size.columns() == 4) {
      columnByColumn(size, element, FENCE_WHERE_IT_HELPS);
    } else {
      firstColumnWhileWeightsAreRead(size, element);
    }
  }

  /** With twelve sums no register is free for weights that are not needed yet. */
  private void firstColumnWhileWeightsAreRead(TileSize size, int element) {
    for (int row = 0; row < size.rows(); row++) {
      assign("v" + row, weights(row, element));
      if (row == 0) {
        assign("u", input(size, element, 0));
      }
      multiply(0, row, "v" + row, "u");
      line(FENCE_WHERE_IT_HELPS);
    }
    for (int column = 1; column < size.columns(); column++) {
      assign("u", input(size, element, column));
      for (int row = 0; row < size.rows(); row++) {
        multiply(column, row, "v" + row, "u");
      }
      line(FENCE_WHERE_IT_HELPS);
    }
  }
}
