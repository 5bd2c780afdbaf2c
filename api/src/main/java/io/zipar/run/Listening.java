/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.GenerationResult;
import io.zipar.guard.RunWatch;
import io.zipar.run.MergedPass.NumberedRun;
import io.zipar.run.PassTrace.Commit;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private final Optional<AttentionProbe> probe;

  /** What attended since it was last told; a pass must not call the listener. */
  private final List<AttentionMap> attended = new ArrayList<>();

  Listening(GenerationListener listener, RunWatch watch, SequenceLayout layout) {
    this.listener = listener;
    this.watch = watch;
    this.layout = layout;
    this.detail = listener.traceDetail();
    this.probe = listener.attentionProbe();
  }

  Optional<AttentionProbe> probe() {
    return probe;
  }

  /** The same request, with the listener's probe if it has one. */
  SessionRequest probed(SessionRequest request) {
    return probe.map(asked -> request.with(asked, attended::add)).orElse(request);
  }

  /** Tells what attended in the pass that has run. */
  void attended(int pass, int images) {
    for (AttentionMap map : attended) {
      Lane.Role role = map.lane() < images ? Lane.Role.CONDITIONAL : Lane.Role.UNCONDITIONAL;
      tell("attended()", () -> listener.attended(map.lane() % images, role, pass, map));
    }
    attended.clear();
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
