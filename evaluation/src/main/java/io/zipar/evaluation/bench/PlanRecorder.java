/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.GenerationMetrics;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Noise;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that runs no pass, answers with made-up logits at once and keeps what it was asked for.
 * The generator drives it like any other, so the strategy's own plan decides how wide each pass is.
 */
final class PlanRecorder extends ObservedModel {
  private final float[] madeUp;
  private final List<RecordedPlan.Session> sessions = new ArrayList<>();

  PlanRecorder(TokenModel model) {
    super(model);
    this.madeUp = new float[model.info().vocabulary()];
    for (int token = 0; token < madeUp.length; token++) {
      madeUp[token] = (float) (2 * Noise.uniform(0, token));
    }
  }

  /** The plan of what ran since the recorder was made. */
  RecordedPlan plan(GenerationMetrics metrics) {
    return new RecordedPlan(sessions, metrics);
  }

  @Override
  public ModelSession open(SessionRequest request) {
    List<ForwardPass> passes = new ArrayList<>();
    sessions.add(new RecordedPlan.Session(request, passes));
    return new ModelSession() {
      @Override
      public Logits forward(ForwardPass planned) {
        passes.add(planned);
        return HeapLogits.repeated(madeUp, planned.rows());
      }

      @Override
      public void close() {}
    };
  }
}
