/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

/** Writes the tiles of keys and values in bfloat16, two to a word. */
final class NarrowAttentionWriter extends AttentionWriter {
  private static final String HEAD =
      """
      package io.zipar.backend.vector.kernel.simd;

      import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.FENCED;
      import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.INT;
      import static jdk.incubator.vector.VectorOperators.LSHL;

      import java.lang.invoke.VarHandle;
      import jdk.incubator.vector.FloatVector;
      import jdk.incubator.vector.IntVector;

      /**
       * Products of keys and values in bfloat16: as those of {@link AttentionTiles}, but that a word has
       * two elements, of two inputs that follow each other, the lower bits those of the first.
       */
      final class NarrowAttentionTiles {
        private static final int UPPER = 0xffff0000;

        private NarrowAttentionTiles() {}

        /** As many bands as a tile of some columns has. */
        static void set(
            int columns,
            int[] w,
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
    return "NarrowAttentionTiles";
  }

  @Override
  String head() {
    return HEAD;
  }

  @Override
  String word() {
    return "int";
  }

  @Override
  int perTurn() {
    return 2;
  }

  @Override
  String weights(int row, int element) {
    return loadHalf(row, element);
  }
}
