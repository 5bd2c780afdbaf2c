/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

/** Writes the tiles of int8 weights, four to a word, in scaled blocks. */
final class Int8Writer extends ProductWriter {
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
      import static jdk.incubator.vector.VectorOperators.I2F;
      import static jdk.incubator.vector.VectorOperators.LSHL;

      import io.zipar.backend.vector.weights.Columns;
      import io.zipar.backend.vector.weights.Matrix;
      import java.lang.invoke.VarHandle;
      import jdk.incubator.vector.FloatVector;
      import jdk.incubator.vector.IntVector;

      /**
       * Products of int8 weights: a few vectors of rows times a few columns, all sums in registers. The
       * methods are alike but for the numbers of both. Each adds to y over a run of steps. The first vector of
       * the rows begins at p in w, the second next further; of four the third begins half further than
       * the first, the fourth next further than it. Four are slim, see {@link Lanes}. Vector r begins at
       * y0 + r lanes in y, column c of y at c ys; x holds the columns side by side from x0.
       *
       * <p>Within a block the sums are of unscaled elements; the scales of the block (those of the first
       * vector from q in s, of the others nextScales and halfScales further as the weights) are applied
       * once at its end. Steps begin with a block.
       *
       * <p>Every sum is one chain of fused multiply-adds in the order of the inputs, so a result does not
       * depend on the tile, on the species, or on how many columns are computed beside it. Calls of own
       * methods in the loops are avoided: with this many vector operations C2 stops inlining what is not
       * marked for it, and vectors would become objects. On fences see {@link Lanes#FENCED}.
       */
      final class Int8Tiles {
        private Int8Tiles() {}

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
            float[] s,
            int q,
            int nextScales,
            int halfScales,
            float[] y,
            int y0,
            int ys) {
          switch (columns) {
            case 1 ->
 fourByOne(w, p, next, half, steps, x, x0, s, q, nextScales, halfScales, y, y0, ys);
            case 2 ->
 fourByTwo(w, p, next, half, steps, x, x0, s, q, nextScales, halfScales, y, y0, ys);
            case Columns.SMALL -> twoByFour(w, p, next, steps, x, x0, s, q, nextScales, y, y0, ys);
            default -> twoBySix(w, p, next, steps, x, x0, s, q, nextScales, y, y0, ys);
          }
        }
      """;

  private static final String[] SCALES = {
    "", " + nextScales", " + halfScales", " + halfScales + nextScales"
  };

  @Override
  String name() {
    return "Int8Tiles";
  }

  @Override
  String head() {
    return HEAD;
  }

  @Override
  String parameters(TileSize size) {
    return "int[] w, int p, "
        + distances(size)
        + "int steps, float[] x, int x0, float[] s, int q, int nextScales, "
        + (size.rows() == 4 ? "int halfScales, " : "")
        + "float[] y, int y0, int ys";
  }

  @Override
  int perTurn() {
    return 4;
  }

  /** Shifted to the top of its word, an element keeps its sign and is so many times as large. */
  @Override
  String weights(int row, int element) {
    int shift = 24 - 8 * element;
    String shifted = shift == 0 ? "" : ".lanewise(LSHL, " + shift + ")";
    return "(FloatVector) " + loadWords(row) + shifted + ".convertShape(I2F, " + floats() + ", 0)";
  }

  @Override
  void body(TileSize size) {
    rows(size);
    line("FloatVector zero = FloatVector.zero(" + floats() + ");");
    block(
        "for (int from = 0; from < steps; from += Matrix.BLOCK_STEPS)",
        () -> {
          line("int to = Math.min(steps, from + Matrix.BLOCK_STEPS);");
          clearSums(size, "zero");
          block("for (int i = from; i < to; i++)", () -> turn(size));
          scale(size);
        });
  }

  private void turn(TileSize size) {
    for (int element = 0; element < perTurn(); element++) {
      if (size.rows() == 4) {
        rowByRow(size, element, FENCE_WHERE_IT_HELPS);
      } else {
        columnByColumn(size, element, FENCE_WHERE_IT_HELPS);
      }
    }
  }

  private void scale(TileSize size) {
    line("int block = from / Matrix.BLOCK_STEPS * COUNT;");
    for (int row = 0; row < size.rows(); row++) {
      assign("v", load("s", "q" + SCALES[row] + " + block"));
      for (int column = 0; column < size.columns(); column++) {
        String target = target(column, row);
        line(
            "v.fma(%s, %s).intoArray(y, %s);"
                .formatted(sum(column, row), load("y", target), target));
      }
    }
  }
}
