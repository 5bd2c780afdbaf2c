/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import io.zipar.CancellationToken;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Subject;
import io.zipar.run.GenerationListener;
import io.zipar.run.PassTrace;
import io.zipar.run.TraceDetail;
import io.zipar.spi.SequenceLayout;
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
      record(pipeline, plan, args[2], Integer.parseInt(args[3])).forEach(System.out::println);
    }
  }

  static List<String> record(Pipeline pipeline, ImagePlan plan, String strategy, int every) {
    Recorder recorder = new Recorder(pipeline.model().layout(plan.grid()), every);
    StrategyChoice.of(strategy)
        .on(pipeline.model())
        .generate(plan.batches().get(0), recorder, new CancellationToken());
    return recorder.lines;
  }

  /** Traces every pass, and draws what is decoded. */
  private static final class Recorder implements GenerationListener {
    private final List<String> lines = new ArrayList<>();
    private final int every;
    private final char[] drawn;
    private final SequenceLayout layout;

    Recorder(SequenceLayout layout, int every) {
      this.layout = layout;
      this.every = every;
      this.drawn = new char[layout.grid().cells()];
      Arrays.fill(drawn, '.');
    }

    @Override
    public TraceDetail traceDetail() {
      return TraceDetail.STEPS;
    }

    @Override
    public void passTraced(PassTrace trace) {
      trace.commits().forEach(commit -> drawn[layout.cellIndex(commit.position())] = '#');
      int passes = trace.pass() + 1;
      if (passes % every == 0) {
        lines.add("after " + passes + " passes");
        int columns = layout.grid().columns();
        for (int first = 0; first < drawn.length; first += columns) {
          lines.add(new String(drawn, first, columns));
        }
      }
    }
  }
}
