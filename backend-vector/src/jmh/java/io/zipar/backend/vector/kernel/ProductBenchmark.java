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

/** A matrix times a few columns, on all processors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProductBenchmark {
  /** Rows x inputs. */
  @Param({"1024x1024", "4096x11008"})
  private String shape;

  /** How the weights are kept. */
  @Param({"FLOAT32", "BFLOAT16", "INT8"})
  private Dtype dtype;

  /** Tokens. */
  @Param({"1", "2", "4", "6", "8", "16", "32"})
  private int columns;

  private final Kernels kernels = KernelChoice.best();
  private Matrix matrix;
  private Columns activations;
  private float[] result;
  private Team team;

  /** Makes random weights and activations. */
  @Setup
  public void fill() {
    int rows = Integer.parseInt(shape.substring(0, shape.indexOf('x')));
    int inputs = Integer.parseInt(shape.substring(shape.indexOf('x') + 1));
    Random random = new Random(1);
    matrix = Matrix.allocate(dtype, kernels.layout(dtype), rows, inputs);
    float[] panel = new float[Matrix.PANEL * inputs];
    for (int i = 0; i < rows / Matrix.PANEL; i++) {
      for (int j = 0; j < panel.length; j++) {
        panel[j] = random.nextFloat() - 0.5f;
      }
      PanelPacker.pack(matrix, i, panel);
    }
    activations = kernels.columns();
    activations.resize(columns, matrix);
    for (int column = 0; column < columns; column++) {
      activations.set(column, panel, 0, inputs);
    }
    result = new float[Columns.padded(columns) * matrix.paddedRows()];
    team = new Team(Runtime.getRuntime().availableProcessors());
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    team.close();
  }

  /**
   * Multiplies once.
   *
   * @return the result
   */
  @Benchmark
  public float[] product() {
    team.run(this::part, matrix.pairs(), 1);
    return result;
  }

  private void part(int from, int to, int thread) {
    kernels.product(matrix, from, to, activations, result, matrix.paddedRows());
  }
}
