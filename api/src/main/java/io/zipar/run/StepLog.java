/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.DraftEvent;
import io.zipar.run.PassTrace.Commit;
import io.zipar.run.PassTrace.Fate;
import io.zipar.run.PassTrace.Odds;
import io.zipar.spi.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one image committed in a pass, and what became of its drafts. */
final class StepLog {
  private final TraceDetail detail;
  private final List<Commit> commits = new ArrayList<>();
  private final List<Fate> fates = new ArrayList<>();

  StepLog(TraceDetail detail) {
    this.detail = detail;
  }

  List<Commit> commits() {
    return commits;
  }

  List<Fate> fates() {
    return fates;
  }

  /**
   * @param asked the distribution of the cell, if the pass asked for it
   */
  void committed(int position, int token, Optional<Distribution> asked) {
    Optional<Odds> odds =
        detail == TraceDetail.PROBABILITIES
            ? asked.map(distribution -> odds(distribution, token))
            : Optional.empty();
    commits.add(new Commit(position, token, odds));
  }

  void noted(int position, DraftEvent event) {
    if (detail != TraceDetail.NONE) {
      fates.add(new Fate(position, event));
    }
  }

  private static Odds odds(Distribution distribution, int token) {
    float[] probabilities = new float[distribution.vocabulary()];
    distribution.copyProbabilities(probabilities);
    double entropy = 0;
    int rank = 0;
    for (float each : probabilities) {
      entropy -= each > 0 ? each * Math.log(each) : 0;
      rank += each > probabilities[token] ? 1 : 0;
    }
    return new Odds(distribution.probability(token), rank, entropy);
  }
}
