/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.StepOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Drafts in two dimensions, judged row by row (arXiv 2606.05703): several rows are under way as in
 * ZipAR, each with drafts of its own, and what a row's own rows of probabilities settle is
 * committed. Lossy as ZipAR is: a token is drawn without the ends of the rows above.
 *
 * <p>Never slower than ZipAR with the same window: a row under way commits at least its first open
 * cell in every pass that allows it, and what allows it is monotonic in what was committed before,
 * so by induction no cell is later than ZipAR's.
 */
final class LocalRows implements DecodingProcess {
  private final Canvas canvas;
  private final DraftRule rule;
  private final SettledRows settledRows;
  private final boolean[] closed;
  private final Map<Integer, Strand> strands = new LinkedHashMap<>();
  private boolean begun;

  LocalRows(Canvas canvas, DraftRule rule, SettledRows settledRows) {
    this.canvas = canvas;
    this.rule = rule;
    this.settledRows = settledRows;
    this.closed = new boolean[settledRows.rows()];
  }

  @Override
  public Optional<DecodingStep> next() {
    int rows = settledRows.rows();
    if (settledRows.isComplete(rows - 1)) {
      return Optional.empty();
    }
    RowStep step = new RowStep(canvas, settledRows);
    strands.clear();
    for (int row = 0; row < rows && settledRows.allowed(row) > 0; row++) {
      if (!settledRows.isComplete(row)) {
        Strand strand = settledRows.strand(row);
        strands.put(row, strand);
        step.addRow(strand, row);
      }
    }
    if (!begun) {
      step.addGiven();
      begun = true;
    }
    for (int row = 0; row < rows - 1; row++) {
      if (settledRows.isComplete(row) && !closed[row]) {
        closed[row] = true;
        step.addLastOf(row);
      }
    }
    return Optional.of(strands.size() == 1 ? step.withoutMask() : step.masked());
  }

  @Override
  public void accept(StepOutcome outcome) {
    strands.forEach(
        (row, strand) -> settledRows.settleUpTo(row, strand.review(outcome, canvas, rule, true)));
  }
}
