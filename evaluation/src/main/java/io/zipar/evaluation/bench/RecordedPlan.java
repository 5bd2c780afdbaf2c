/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.GenerationMetrics;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.SessionRequest;
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
  record Session(SessionRequest request, List<ForwardPass> passes) {}

  int passes() {
    return sessions.stream().mapToInt(session -> session.passes().size()).sum();
  }
}
