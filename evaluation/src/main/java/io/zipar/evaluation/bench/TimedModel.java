/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;

/**
 * A model that times its passes. A time includes copying the logits to the heap: without that, a
 * pass on a GPU would seem to take no time.
 */
final class TimedModel extends ObservedModel {
  private final PassTimes times = new PassTimes();

  TimedModel(TokenModel model) {
    super(model);
  }

  PassTimes times() {
    return times;
  }

  /** Runs a pass, adds its time, and returns its logits. */
  static Logits run(ModelSession session, ForwardPass pass, int vocabulary, PassTimes times) {
    long started = System.nanoTime();
    HeapLogits logits = HeapLogits.copyOf(session.forward(pass), vocabulary);
    times.add(System.nanoTime() - started, pass);
    return logits;
  }

  @Override
  public ModelSession open(SessionRequest request) {
    ModelSession session = model().open(request);
    int vocabulary = info().vocabulary();
    return new ModelSession() {
      @Override
      public Logits forward(ForwardPass pass) {
        return run(session, pass, vocabulary, times);
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }
}
