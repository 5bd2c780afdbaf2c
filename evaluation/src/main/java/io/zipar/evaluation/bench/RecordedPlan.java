/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.GenerationMetrics;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.RowRequest;
import io.zipar.spi.SessionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The passes that a strategy plans for a generation on made-up logits.
 *
 * @param sessions what was run, in order
 * @param metrics what strategy and sampling took
 */
record RecordedPlan(List<Session> sessions, GenerationMetrics metrics) {
  RecordedPlan {
    sessions = List.copyOf(sessions);
  }

  /**
   * The passes of a session.
   *
   * @param request how it was opened
   * @param passes in order
   */
  record Session(SessionRequest request, List<Pass> passes) {}

  /**
   * A pass and what was asked of its logits.
   *
   * @param planned what was fed
   * @param requests for the laws of tokens
   */
  record Pass(ForwardPass planned, List<RowRequest> requests) {}

  int passes() {
    return sessions.stream().mapToInt(session -> session.passes().size()).sum();
  }

  /**
   * Tells whether another plan is laid out alike: the same passes, which feed and ask for the same
   * positions, whatever the tokens.
   */
  boolean isLaidOutAs(RecordedPlan other) {
    return layout().equals(other.layout());
  }

  private List<List<List<List<Integer>>>> layout() {
    return sessions.stream()
        .map(session -> session.passes().stream().map(pass -> layout(pass.planned())).toList())
        .toList();
  }

  private static List<List<Integer>> layout(ForwardPass pass) {
    List<List<Integer>> layout = new ArrayList<>();
    for (LanePass lane : pass.lanes()) {
      layout.add(List.of(lane.lane()));
      layout.add(Arrays.stream(lane.positions()).boxed().toList());
      layout.add(Arrays.stream(lane.targets()).boxed().toList());
    }
    return layout;
  }
}
