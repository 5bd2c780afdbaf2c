/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

import java.util.List;

/** Writes the tiles of float32 weights in several streams. */
final class StreamWriter extends TileWriter {
  private static final String HEAD =
      """
      package io.zipar.backend.vector.kernel.simd;

      import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
      import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;
      import static io.zipar.backend.vector.weights.Matrix.PANEL;

      import io.zipar.backend.vector.weights.Columns;
      import io.zipar.backend.vector.weights.Layout;
      import io.zipar.backend.vector.weights.Matrix;
      import java.lang.invoke.VarHandle;
      import jdk.incubator.vector.FloatVector;

      /**
       * Products of float32 weights as those of {@link Float32Tiles}, but of a layout of several streams:
       * a turn of a loop takes a step of each, for C2 does not see through an index that is computed from
       * the number of the step. Loops of this length are only possible with fences, see {@link
       * Lanes#FENCED}.
       *
       * <p>The first vector of the rows begins at p in w, the second follows at once; the third begins
       * half further than the first, the fourth follows it. The result is that of the other tiles, to the
       * last bit.
       */
      final class StreamTiles {
        /** The layout; with four streams computing six columns takes hardly longer than reading. */
        static final Layout LAYOUT = new Layout(Matrix.PANEL, 4);

        private static final int STREAMS = LAYOUT.streams();

        private StreamTiles() {}

        /** As many vectors of rows as a tile of some columns has. */
        static void add(
            int columns,
            float[] w,
            int p,
            int half,
            int stream,
            int steps,
            float[] x,
            int x0,
            float[] y,
            int y0,
            int ys) {
          switch (columns) {
            case 1 -> fourByOne(w, p, half, stream, steps, x, x0, y, y0, ys);
            case 2 -> fourByTwo(w, p, half, stream, steps, x, x0, y, y0, ys);
            case Columns.SMALL -> twoByFour(w, p, stream, steps, x, x0, y, y0, ys);
            default -> twoBySix(w, p, stream, steps, x, x0, y, y0, ys);
          }
        }
      """;

  @Override
  String name() {
    return "StreamTiles";
  }

  @Override
  String head() {
    return HEAD;
  }

  @Override
  List<TileSize> sizes() {
    return PRODUCTS;
  }

  @Override
  String parameters(TileSize size) {
    return "float[] w, int p, "
        + (size.rows() == 4 ? "int half, " : "")
        + "int stream, int steps, float[] x, int x0, float[] y, int y0, int ys";
  }

  /** A step of each stream. */
  @Override
  int perTurn() {
    return 4;
  }

  @Override
  String weights(int row, int stream) {
    String half = row < 2 ? "" : " + half";
    return load("w", numbered("p", stream) + " + i * PANEL" + half + plus(row % 2, "COUNT"));
  }

  @Override
  void body(TileSize size) {
    loadSums(size);
    pointers("p", "p", "stream", perTurn());
    block(
        "for (int i = 0; i < steps / STREAMS; i++)",
        () -> {
          for (int stream = 0; stream < perTurn(); stream++) {
            if (size.rows() == 4) {
              rowByRow(size, stream, NO_FENCE);
              line(FENCE);
            } else {
              columnByColumn(size, stream, FENCE);
            }
          }
        });
    storeSums(size);
  }
}
