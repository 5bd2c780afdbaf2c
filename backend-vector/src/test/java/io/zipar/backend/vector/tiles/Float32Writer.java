/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

/** Writes the tiles of float32 weights in one stream. */
final class Float32Writer extends ProductWriter {
  private static final String HEAD =
      """
      package io.zipar.backend.vector.kernel.simd;

      import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.SLIM_COUNT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.SLIM_FLOAT;

      import io.zipar.backend.vector.weights.Columns;
      import jdk.incubator.vector.FloatVector;

      /**
       * Products of float32 weights: a few vectors of rows times a few columns, all sums in registers.
       * The methods are alike but for the numbers of both. Each adds to y over a run of steps. The first
       * vector of the rows begins at p in w, the second next further; of four the third begins half
       * further than the first, the fourth next further than it. Four are slim, see {@link Lanes}. Vector
       * r begins at y0 + r lanes in y, column c of y at c ys; x holds the columns side by side from x0.
       *
       * <p>Every sum is one chain of fused multiply-adds in the order of the inputs, so a result does not
       * depend on the tile, on the species, or on how many columns are computed beside it. Calls of own
       * methods in the loops are avoided: with this many vector operations C2 stops inlining what is not
       * marked for it, and vectors would become objects. Where fences help, {@link StreamTiles} take
       * their place.
       */
      final class Float32Tiles {
        private Float32Tiles() {}

        /** As many vectors of rows as a tile of some columns has. */
        static void add(
            int columns,
            float[] w,
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
    return "Float32Tiles";
  }

  @Override
  String head() {
    return HEAD;
  }

  @Override
  String parameters(TileSize size) {
    return "float[] w, int p, "
        + distances(size)
        + "int steps, float[] x, int x0, float[] y, int y0, int ys";
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
  void body(TileSize size) {
    rows(size);
    loadSums(size);
    block(
        "for (int i = 0; i < steps; i++)",
        () -> {
          if (size.rows() == 4) {
            rowByRow(size, 0, NO_FENCE);
          } else {
            columnByColumn(size, 0, NO_FENCE);
          }
        });
    storeSums(size);
  }
}
