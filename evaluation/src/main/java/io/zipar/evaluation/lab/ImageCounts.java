/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.DraftCounts;
import io.zipar.DraftEvent;
import io.zipar.evaluation.store.ImageRow;
import io.zipar.run.GenerationListener;
import io.zipar.run.PassTrace;
import io.zipar.run.TraceDetail;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.SequenceLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts for each image of the batch that runs what is fed for it. Used by one thread. */
final class ImageCounts implements GenerationListener {
  private final List<Count> counts = new ArrayList<>();

  /** What was fed for an image, and what became of its drafts. */
  static final class Count {
    private long fed;
    private long standIns;
    private long drafts;
    private DraftCounts fates = DraftCounts.NONE;
    private final List<Integer> draftsAt = new ArrayList<>();
    private final List<Integer> acceptedAt = new ArrayList<>();

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

    ImageRow.Places places() {
      return new ImageRow.Places(draftsAt, acceptedAt);
    }

    private void draft(int place, boolean accepted) {
      if (draftsAt.size() == place) {
        draftsAt.add(0);
        acceptedAt.add(0);
      }
      draftsAt.set(place, draftsAt.get(place) + 1);
      acceptedAt.set(place, acceptedAt.get(place) + (accepted ? 1 : 0));
    }
  }

  /** What was counted for an image of the batch. */
  Count of(int image) {
    while (counts.size() <= image) {
      counts.add(new Count());
    }
    return counts.get(image);
  }

  @Override
  public TraceDetail traceDetail() {
    return TraceDetail.STEPS;
  }

  @Override
  public void runBegun(SequenceLayout layout) {
    counts.clear();
  }

  @Override
  public void passTraced(PassTrace trace) {
    Count count = of(trace.image());
    Set<Integer> accepted = new HashSet<>();
    for (PassTrace.Fate fate : trace.fates()) {
      count.fates = count.fates.plus(fate.event());
      if (fate.event() == DraftEvent.ACCEPTED) {
        accepted.add(fate.position());
      }
    }
    int place = 0;
    for (DecodingStep.Feed feed : trace.feeds()) {
      count.fed++;
      count.standIns += feed.origin() == DecodingStep.Origin.STAND_IN ? 1 : 0;
      if (feed.origin() == DecodingStep.Origin.DRAFT) {
        count.drafts++;
        count.draft(place++, accepted.contains(feed.position()));
      }
    }
  }
}
