/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.GenerationMetrics;
import io.zipar.spi.Distribution;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.RowRequest;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that runs no pass, answers with made-up logits at once and keeps what it was asked for.
 * The generator drives it like any other, so the strategy's own plan decides how wide each pass is.
 */
final class PlanRecorder extends ObservedModel {
  private final MadeUpLogits madeUp;
  private final List<RecordedPlan.Session> sessions = new ArrayList<>();

  PlanRecorder(TokenModel model, MadeUpLogits madeUp) {
    super(model);
    this.madeUp = madeUp;
  }

  /** The plan of what ran since the recorder was made. */
  RecordedPlan plan(GenerationMetrics metrics) {
    return new RecordedPlan(sessions, metrics);
  }

  @Override
  public ModelSession open(SessionRequest request) {
    List<RecordedPlan.Pass> passes = new ArrayList<>();
    sessions.add(new RecordedPlan.Session(request, passes));
    Map<Integer, Map<Integer, Integer>> fedByLane = new HashMap<>();
    return new ModelSession() {
      @Override
      public Logits forward(ForwardPass planned) {
        List<float[]> rows = new ArrayList<>();
        for (LanePass lane : planned.lanes()) {
          answer(lane, fedByLane.computeIfAbsent(lane.lane(), number -> new HashMap<>()), rows);
        }
        return new AskedLogits(Logits.of(rows), planned, passes);
      }

      @Override
      public void close() {}
    };
  }

  private void answer(LanePass lane, Map<Integer, Integer> fed, List<float[]> rows) {
    for (int i = 0; i < lane.positions().length; i++) {
      fed.put(lane.positions()[i], lane.tokens()[i]);
    }
    for (int target : lane.targets()) {
      rows.add(madeUp.row(target, fed.getOrDefault(target - 1, 0)));
    }
    for (int i = 0; i < lane.draftPositions().length; i++) {
      int readAt = lane.draftPositions()[i];
      rows.add(madeUp.row(readAt + lane.draftHeads()[i] + 2, fed.getOrDefault(readAt, 0)));
    }
  }

  /**
   * Logits that note what is asked of them.
   *
   * @param logits made up
   * @param planned the pass
   * @param passes receives it
   */
  private record AskedLogits(Logits logits, ForwardPass planned, List<RecordedPlan.Pass> passes)
      implements Logits {
    @Override
    public int rows() {
      return logits.rows();
    }

    @Override
    public Optional<List<Distribution>> distributions(List<RowRequest> requests) {
      passes.add(new RecordedPlan.Pass(planned, List.copyOf(requests)));
      return Optional.empty();
    }

    @Override
    public void copyRow(int row, float[] target) {
      logits.copyRow(row, target);
    }
  }
}
