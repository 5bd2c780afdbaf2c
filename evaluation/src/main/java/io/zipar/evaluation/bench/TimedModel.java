/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.spi.Distribution;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.RowRequest;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Optional;

/**
 * A model that times its passes. A time includes sampling where the session samples by itself, and
 * copying the logits to the heap elsewhere: without that, a pass on a GPU would seem to take no
 * time.
 */
final class TimedModel extends ObservedModel {
  private final PassTimes times = new PassTimes();

  TimedModel(TokenModel model) {
    super(model);
  }

  PassTimes times() {
    return times;
  }

  /**
   * Runs a pass up to the laws of what is asked for, and adds its time.
   *
   * @param session that runs it
   * @param pass what is fed
   * @param requests what is asked for
   * @param vocabulary of the model
   * @param times receives the time
   */
  static void run(
      ModelSession session,
      ForwardPass pass,
      List<RowRequest> requests,
      int vocabulary,
      PassTimes times) {
    new TimedLogits(session, pass, vocabulary, times).distributions(requests);
  }

  @Override
  protected Logits forward(ModelSession session, ForwardPass pass) {
    return new TimedLogits(session, pass, info().vocabulary(), times);
  }

  /** Logits of a pass whose time is not added before it is known who samples. */
  private static final class TimedLogits implements Logits {
    private final ForwardPass pass;
    private final int vocabulary;
    private final PassTimes times;
    private final long nanosOfPass;
    private Logits logits;

    TimedLogits(ModelSession session, ForwardPass pass, int vocabulary, PassTimes times) {
      this.pass = pass;
      this.vocabulary = vocabulary;
      this.times = times;
      long started = System.nanoTime();
      this.logits = session.forward(pass);
      this.nanosOfPass = System.nanoTime() - started;
    }

    @Override
    public int rows() {
      return logits.rows();
    }

    @Override
    public Optional<List<Distribution>> distributions(List<RowRequest> requests) {
      long started = System.nanoTime();
      Optional<List<Distribution>> offered = logits.distributions(requests);
      if (offered.isEmpty()) {
        logits = onTheHeap(logits, vocabulary);
      }
      times.add(nanosOfPass + System.nanoTime() - started, pass);
      return offered;
    }

    @Override
    public void copyRow(int row, float[] target) {
      logits.copyRow(row, target);
    }

    /** On a device, this is where waiting for the pass ends. */
    private static Logits onTheHeap(Logits source, int vocabulary) {
      float[][] rows = new float[source.rows()][vocabulary];
      for (int row = 0; row < rows.length; row++) {
        source.copyRow(row, rows[row]);
      }
      return Logits.of(List.of(rows));
    }
  }
}
