/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.DraftCounts;
import io.zipar.GenerationMetrics;
import io.zipar.sampling.Stopwatch;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Feed;
import io.zipar.spi.DecodingStep.Origin;
import java.util.List;

/** Counts what a run does and how long each part takes. */
final class RunMeter {
  private final Stopwatch model = new Stopwatch();
  private final Stopwatch sampling = new Stopwatch();
  private final Stopwatch strategy = new Stopwatch();
  private int passes;
  private long fedTokens;
  private long standIns;
  private long drafts;

  Stopwatch model() {
    return model;
  }

  Stopwatch sampling() {
    return sampling;
  }

  Stopwatch strategy() {
    return strategy;
  }

  int passes() {
    return passes;
  }

  void count(List<DecodingStep> steps) {
    passes++;
    for (DecodingStep step : steps) {
      for (Feed feed : step.feeds()) {
        fedTokens++;
        standIns += feed.origin() == Origin.STAND_IN ? 1 : 0;
        drafts += feed.origin() == Origin.DRAFT ? 1 : 0;
      }
    }
  }

  GenerationMetrics metrics(List<ImageRun> images, long totalNanos) {
    return new GenerationMetrics(
        passes,
        images.stream().mapToLong(image -> image.board().committed()).sum(),
        fedTokens,
        standIns,
        drafts,
        images.stream().map(ImageRun::draftCounts).reduce(DraftCounts.NONE, DraftCounts::plus),
        model.nanos(),
        sampling.nanos(),
        strategy.nanos(),
        totalNanos);
  }
}
