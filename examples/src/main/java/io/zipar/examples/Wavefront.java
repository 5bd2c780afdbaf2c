/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import io.zipar.CancellationToken;
import io.zipar.Cell;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Subject;
import io.zipar.run.GenerationListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records a run, and prints how far each row of the image was after every so many passes. */
public final class Wavefront {
  private Wavefront() {}

  /**
   * Prints the wavefront of an image.
   *
   * @param args a model; a class of it; a strategy, for example {@code zipar:window=8}; after how
   *     many passes each to print
   */
  public static void main(String[] args) {
    try (Pipeline pipeline = Pipeline.open(ModelChoice.of(args[0]))) {
      ImagePlan plan = pipeline.plan(ImageOrder.of(Subject.ofClass(args[1])));
      Recorder recorder = new Recorder(plan.grid(), Integer.parseInt(args[3]));
      GenerationRequest request = plan.batches().get(0);
      StrategyChoice.of(args[2])
          .on(pipeline.model())
          .generate(request, recorder, new CancellationToken());
      recorder.lines.forEach(System.out::println);
    }
  }

  /** Hears of every token, and draws what is decoded. */
  static final class Recorder implements GenerationListener {
    final List<String> lines = new ArrayList<>();
    private final Grid grid;
    private final int every;
    private final char[] drawn;

    Recorder(Grid grid, int every) {
      this.grid = grid;
      this.every = every;
      this.drawn = new char[grid.cells()];
      Arrays.fill(drawn, '.');
    }

    @Override
    public void passBegun(int pass, int fedTokens) {
      if (pass > 0 && pass % every == 0) {
        lines.add("after " + pass + " passes");
        for (int row = 0; row < grid.rows(); row++) {
          lines.add(new String(drawn, row * grid.columns(), grid.columns()));
        }
      }
    }

    @Override
    public void tokenCommitted(int image, Cell cell, int token, int pass) {
      drawn[cell.row() * grid.columns() + cell.column()] = '#';
    }
  }
}
