/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.GenerationResult;
import io.zipar.guard.RunWatch;
import io.zipar.run.MergedPass.NumberedRun;
import io.zipar.run.PassTrace.Commit;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.SequenceLayout;

/**
 * The caller's listener: what it throws goes through as it is, and if it hangs, it and not a plugin
 * is named.
 */
final class Listening {
  private static final String LISTENER = "the caller's listener";

  private final GenerationListener listener;
  private final RunWatch watch;
  private final SequenceLayout layout;
  private final TraceDetail detail;

  Listening(GenerationListener listener, RunWatch watch, SequenceLayout layout) {
    this.listener = listener;
    this.watch = watch;
    this.layout = layout;
    this.detail = listener.traceDetail();
  }

  TraceDetail detail() {
    return detail;
  }

  void runBegun() {
    tell("runBegun()", () -> listener.runBegun(layout));
  }

  void passBegun(int pass, int fedTokens) {
    tell("passBegun()", () -> listener.passBegun(pass, fedTokens));
  }

  /** Tells what a pass did for an image. */
  void passDone(NumberedRun image, int pass, StepLog log) {
    for (Commit commit : log.commits()) {
      tell(
          "tokenCommitted()",
          () ->
              listener.tokenCommitted(
                  image.number(), layout.cell(commit.position()), commit.token(), pass));
    }
    if (detail != TraceDetail.NONE) {
      DecodingStep step = image.run().step();
      PassTrace trace =
          new PassTrace(
              image.number(),
              pass,
              step.feeds(),
              step.targets(),
              step.drafts(),
              log.commits(),
              log.fates());
      tell("passTraced()", () -> listener.passTraced(trace));
    }
  }

  void finished(GenerationResult result) {
    tell("finished()", () -> listener.finished(result));
  }

  private void tell(String method, Runnable call) {
    watch.during(LISTENER, method, call);
  }
}
