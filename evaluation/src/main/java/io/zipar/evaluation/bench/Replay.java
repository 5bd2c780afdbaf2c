/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.spi.ModelSession;
import io.zipar.spi.TokenModel;

/**
 * Runs a sample of the passes of a recorded plan on a model and times them, one at a time, so that
 * the replays of several plans can take turns. Before a pass of the sample, untimed passes feed
 * what was skipped, so that it attends to the slots that it would have attended to. Whoever made it
 * closes it.
 */
final class Replay implements AutoCloseable {
  private final TokenModel model;
  private final RecordedPlan plan;
  private final PassSample sample;
  private final PassTimes times = new PassTimes();
  private SkippedFeeds skipped = new SkippedFeeds();
  private ModelSession session;
  private int sessionIndex;
  private int passOfSession;
  private int pass;

  Replay(TokenModel model, RecordedPlan plan, PassSample sample) {
    this.model = model;
    this.plan = plan;
    this.sample = sample;
  }

  PassTimes times() {
    return times;
  }

  /** Runs the next pass of the sample; false if there is none. */
  boolean next() {
    while (sessionIndex < plan.sessions().size()) {
      RecordedPlan.Session recorded = plan.sessions().get(sessionIndex);
      while (passOfSession < recorded.passes().size()) {
        RecordedPlan.Pass planned = recorded.passes().get(passOfSession++);
        if (sample.contains(pass++)) {
          run(recorded, planned);
          return true;
        }
        skipped.remember(planned.planned());
      }
      endSession();
    }
    return false;
  }

  private void run(RecordedPlan.Session recorded, RecordedPlan.Pass planned) {
    if (session == null) {
      session = model.open(recorded.request());
    }
    skipped.takeAll().forEach(session::forward);
    TimedModel.run(
        session, planned.planned(), planned.requests(), model.info().vocabulary(), times);
  }

  private void endSession() {
    close();
    skipped = new SkippedFeeds();
    sessionIndex++;
    passOfSession = 0;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
