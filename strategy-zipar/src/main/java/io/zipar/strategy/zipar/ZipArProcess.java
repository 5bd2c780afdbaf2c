/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One image as a wavefront of rows. Every pass extends each row under way by one token, and starts
 * the next row when {@link RowStart} allows it.
 *
 * <p>The first token of a row follows the last token of the row above, which is not there yet when
 * the row starts early. Without end-of-line tokens a {@link StandIn} is fed in its place; with them
 * the true predecessor is the end-of-line token, known in advance. Either way the last token of the
 * row above is fed at its own position in the pass after it was decoded.
 */
final class ZipArProcess implements DecodingProcess {
  private static final int NO_ROW = -1;

  private final SequenceLayout layout;
  private final RowStart rowStart;
  private final Rows rows;
  private int startedRows = 1;
  private int justCompleted = NO_ROW;
  private boolean begun;

  ZipArProcess(SequenceLayout layout, RowStart rowStart) {
    this.layout = layout;
    this.rowStart = rowStart;
    this.rows = new Rows(layout);
  }

  @Override
  public Optional<DecodingStep> next() {
    if (!begun) {
      begun = true;
      return Optional.of(DecodingStep.prefill());
    }
    if (rows.isComplete(rows.count() - 1)) {
      return Optional.empty();
    }
    DecodingStep.Builder step = DecodingStep.builder();
    feedCompletedRow(step);
    for (int row : rowsUnderWay()) {
      extend(row, step);
    }
    if (startedRows < rows.count()
        && rowStart.mayStart(startedRows, rows.filled(startedRows - 1))) {
      start(startedRows++, step);
    }
    return Optional.of(step.build());
  }

  @Override
  public void accept(StepOutcome outcome) {
    justCompleted = NO_ROW;
    for (int row : rowsUnderWay()) {
      int position = rows.nextPosition(row);
      int token = outcome.after(position - 1).draw();
      outcome.commit(position, token);
      rows.append(row, token);
      if (rows.isComplete(row)) {
        justCompleted = row;
      }
    }
  }

  /** Rows lag at least one token behind the row above, so at most one completes in a pass. */
  private void feedCompletedRow(DecodingStep.Builder step) {
    if (justCompleted != NO_ROW && justCompleted < rows.count() - 1) {
      step.feed(rows.lastPosition(justCompleted), rows.newestToken(justCompleted), Origin.KNOWN);
    }
  }

  private void extend(int row, DecodingStep.Builder step) {
    int newest = rows.newestPosition(row);
    step.feed(newest, rows.newestToken(row), Origin.KNOWN).query(newest);
  }

  private void start(int row, DecodingStep.Builder step) {
    int predecessor = rows.nextPosition(row) - 1;
    if (layout.isStructural(predecessor)) {
      step.feed(predecessor, layout.structuralToken(predecessor), Origin.KNOWN);
    } else if (!rows.isComplete(row - 1)) {
      step.feed(predecessor, StandIn.forRow(row, rows), Origin.STAND_IN);
    }
    step.query(predecessor);
  }

  private List<Integer> rowsUnderWay() {
    List<Integer> underWay = new ArrayList<>();
    for (int row = 0; row < startedRows; row++) {
      if (!rows.isComplete(row)) {
        underWay.add(row);
      }
    }
    return underWay;
  }
}
