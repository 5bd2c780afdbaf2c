/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import io.zipar.backend.vector.kernel.choice.KernelChoice;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.backend.vector.weights.PanelPacker;
import io.zipar.backend.vector.weights.Dtype;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The products of a few layers of a model of 1.5 billion weights, every matrix with memory of its
 * own, as in a pass; a single matrix, as in {@link ProductBenchmark}, stays in the caches in part.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LayersBenchmark {
  private static final int WIDTH = 2048;
  private static final int HIDDEN = 5632;

  /** Rows and inputs of the matrices of a layer. */
  private static final int[][] SHAPES = {
    {3 * WIDTH, WIDTH}, {WIDTH, WIDTH}, {2 * HIDDEN, WIDTH}, {WIDTH, HIDDEN}
  };

  /** How the weights are kept. */
  @Param({"FLOAT32", "BFLOAT16", "INT8"})
  private Dtype dtype;

  /** Tokens. */
  @Param({"1", "2", "4", "6", "8"})
  private int columns;

  /** Number of layers, of 51 million weights each. */
  @Param("2")
  private int layers;

  private final Kernels kernels = KernelChoice.best();
  private final List<Matrix> matrices = new ArrayList<>();
  private final Columns inputs = kernels.columns();
  private float[] values;
  private float[] result;
  private Matrix matrix;
  private Team team;

  /** Makes random weights and activations. */
  @Setup
  public void fill() {
    team = new Team(Runtime.getRuntime().availableProcessors());
    values = new float[Math.max(Matrix.PANEL, columns) * HIDDEN];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < layers * SHAPES.length; i++) {
      int[] shape = SHAPES[i % SHAPES.length];
      Matrix each =
          Matrix.allocate(dtype, kernels.layout(dtype), shape[0], shape[1]);
      for (int panel = 0; panel < shape[0] / Matrix.PANEL; panel++) {
        PanelPacker.pack(each, panel, values);
      }
      matrices.add(each);
    }
    result = new float[Columns.padded(columns) * 2 * HIDDEN];
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    team.close();
  }

  /**
   * Lays out the inputs of each matrix and multiplies it once.
   *
   * @return the last result
   */
  @Benchmark
  public float[] products() {
    for (Matrix each : matrices) {
      matrix = each;
      inputs.resize(columns, each);
      for (int column = 0; column < columns; column++) {
        inputs.set(column, values, column * each.inputs(), each.inputs());
      }
      team.run(this::part, each.pairs(), 1);
    }
    return result;
  }

  private void part(int from, int to, int thread) {
    kernels.product(matrix, from, to, inputs, result, matrix.paddedRows());
  }
}
