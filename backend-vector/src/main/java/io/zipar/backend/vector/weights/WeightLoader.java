/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import io.zipar.backend.vector.kept.KeptWeights;
import io.zipar.backend.vector.threads.Team;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Converts stored tensors into matrices, panel by panel: besides the result, each thread needs the
 * memory of one panel. Safe for several threads.
 */
public final class WeightLoader {
  private final Team team;
  private final Function<Dtype, Layout> layouts;
  private final KeptWeights kept;

  /** The rows of a panel, for each thread of the team, whose callers take turns. */
  private final float[][] panels;

  /**
   * Creates a loader.
   *
   * @param team does the converting
   * @param layouts how the kernels want a matrix of some dtype laid out
   * @param kept may have matrices and tables of an earlier loading
   */
  public WeightLoader(Team team, Function<Dtype, Layout> layouts, KeptWeights kept) {
    this.team = team;
    this.layouts = layouts;
    this.kept = kept;
    this.panels = new float[team.threads()][0];
  }

  /**
   * Tells all that a conversion depends on besides the tensors.
   *
   * @param dtype that matrices are converted to
   * @param layouts those of the kernels
   * @return a text that differs where other bits come out
   */
  public static String form(Dtype dtype, Function<Dtype, Layout> layouts) {
    Layout layout = layouts.apply(dtype);
    return dtype.label()
        + " in panels of "
        + Matrix.PANEL
        + ", bands of "
        + layout.rows()
        + " in "
        + layout.streams()
        + " streams, scales for "
        + Matrix.BLOCK_STEPS
        + " steps";
  }

  /**
   * Loads all values of a tensor.
   *
   * @param tensor any shape
   * @return its values in row-major order
   * @throws ArithmeticException if there are more than an array holds
   */
  public float[] vector(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    tensor.read(0, FloatBuffer.wrap(values));
    return values;
  }

  /**
   * Loads a matrix.
   *
   * @param dtype to convert to
   * @param tensor outputs first; inner dimensions count as one
   * @return the matrix
   */
  public Matrix matrix(Dtype dtype, Tensor tensor) {
    int rows = Math.toIntExact(tensor.shape().dimension(0));
    int inputs = Math.toIntExact(tensor.shape().elements() / rows);
    Matrix matrix = Matrix.allocate(dtype, layouts.apply(dtype), rows, inputs);
    load(matrix, (panel, target) -> readRows(tensor, panel * Matrix.PANEL, target, inputs));
    return matrix;
  }

  /**
   * Loads two matrices of equal shape into one, a panel of the first, a panel of the second, and so
   * on.
   *
   * @param dtype to convert to
   * @param even the panels 0, 2, ...
   * @param odd the panels 1, 3, ...
   * @return the matrix; its rows are those of full panels
   */
  public Matrix interleaved(Dtype dtype, Tensor even, Tensor odd) {
    int rows = Math.toIntExact(even.shape().dimension(0));
    int inputs = Math.toIntExact(even.shape().dimension(1));
    int panels = (rows + Matrix.PANEL - 1) / Matrix.PANEL;
    Matrix matrix = Matrix.allocate(dtype, layouts.apply(dtype), panels * Matrix.PAIR, inputs);
    load(
        matrix,
        (panel, target) ->
            readRows(panel % 2 == 0 ? even : odd, panel / 2 * Matrix.PANEL, target, inputs));
    return matrix;
  }

  /**
   * Loads a table.
   *
   * @param dtype of the matrices it stands beside
   * @param tensor rows x width
   * @return the table
   * @throws ArithmeticException if it exceeds the length of a Java array
   */
  public Table table(Dtype dtype, Tensor tensor) {
    int rows = Math.toIntExact(tensor.shape().dimension(0));
    int width = Math.toIntExact(tensor.shape().dimension(1));
    return table(dtype, rows, width, table -> table.read(tensor));
  }

  /**
   * Loads a table that is computed.
   *
   * @param dtype of the matrices it stands beside
   * @param rows number of rows
   * @param width of a row
   * @param compute sets all rows; not called where the table was kept
   * @return the table
   * @throws ArithmeticException if it exceeds the length of a Java array
   */
  public Table table(Dtype dtype, int rows, int width, Consumer<Table> compute) {
    Table table = Table.allocate(dtype, rows, width);
    kept.fill(() -> compute.accept(table), table.arrays());
    return table;
  }

  /** Fills the rows of one panel; what a source does not have is to be zero. */
  @FunctionalInterface
  private interface PanelSource {
    void read(int panel, float[] target);
  }

  private void load(Matrix matrix, PanelSource source) {
    kept.fill(() -> pack(matrix, source), matrix.floats(), matrix.words(), matrix.scales());
  }

  private void pack(Matrix matrix, PanelSource source) {
    team.run(
        (from, to, thread) -> {
          float[] rows = panel(thread, Matrix.PANEL * matrix.inputs());
          for (int panel = 2 * from; panel < 2 * to; panel++) {
            source.read(panel, rows);
            PanelPacker.pack(matrix, panel, rows);
          }
        },
        matrix.pairs(),
        4);
  }

  private float[] panel(int thread, int length) {
    if (panels[thread].length < length) {
      panels[thread] = new float[length];
    }
    return panels[thread];
  }

  private static void readRows(Tensor tensor, int firstRow, float[] target, int inputs) {
    int rows = Math.toIntExact(tensor.shape().dimension(0));
    int count = Math.max(0, Math.min(Matrix.PANEL, rows - firstRow)) * inputs;
    if (count > 0) {
      tensor.read((long) firstRow * inputs, FloatBuffer.wrap(target, 0, count));
    }
    Arrays.fill(target, count, Matrix.PANEL * inputs, 0f);
  }
}
