/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.Cell;
import io.zipar.DraftCounts;
import io.zipar.GenerationResult;
import io.zipar.run.GenerationListener;
import io.zipar.run.PassTrace;
import io.zipar.run.TraceDetail;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.SequenceLayout;
import java.util.ArrayList;
import java.util.List;

/** Counts for each image of a batch what was fed for it, and lets another listener hear as well. */
final class ImageCounts implements GenerationListener {
  private final GenerationListener other;
  private final List<Count> counts = new ArrayList<>();

  /** What was fed for an image, and what became of its drafts. */
  static final class Count {
    private long fed;
    private long standIns;
    private long drafts;
    private DraftCounts fates = DraftCounts.NONE;

    long fed() {
      return fed;
    }

    long standIns() {
      return standIns;
    }

    long drafts() {
      return drafts;
    }

    DraftCounts fates() {
      return fates;
    }
  }

  ImageCounts(int images, GenerationListener other) {
    this.other = other;
    for (int i = 0; i < images; i++) {
      counts.add(new Count());
    }
  }

  Count of(int image) {
    return counts.get(image);
  }

  @Override
  public TraceDetail traceDetail() {
    return TraceDetail.STEPS;
  }

  @Override
  public void runBegun(SequenceLayout layout) {
    other.runBegun(layout);
  }

  @Override
  public void passBegun(int pass, int fedTokens) {
    other.passBegun(pass, fedTokens);
  }

  @Override
  public void finished(GenerationResult result) {
    other.finished(result);
  }

  @Override
  public void tokenCommitted(int image, Cell cell, int token, int pass) {
    other.tokenCommitted(image, cell, token, pass);
  }

  @Override
  public void passTraced(PassTrace trace) {
    Count count = counts.get(trace.image());
    for (DecodingStep.Feed feed : trace.feeds()) {
      count.fed++;
      count.standIns += feed.origin() == DecodingStep.Origin.STAND_IN ? 1 : 0;
      count.drafts += feed.origin() == DecodingStep.Origin.DRAFT ? 1 : 0;
    }
    for (PassTrace.Fate fate : trace.fates()) {
      count.fates = count.fates.plus(fate.event());
    }
  }
}
