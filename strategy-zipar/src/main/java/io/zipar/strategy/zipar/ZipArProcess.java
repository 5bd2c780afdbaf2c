/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.Distribution;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One image as a wavefront of rows. Every pass extends each row under way by one token, and starts
 * the next row when {@link RowStart} allows it; {@link FirstToken} may ask for the start of a row
 * again, which then waits while the rows above go on.
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
  private final FirstToken firstToken;
  private final Rows rows;
  private final DecodingContext context;
  private int startedRows = 1;
  private int justCompleted;

  /** All positions before this one were fed in the first pass. */
  private int fedAtFirst;

  private boolean begun;

  ZipArProcess(DecodingContext context, RowStart rowStart, FirstToken firstToken) {
    this.context = context;
    this.layout = context.layout();
    this.rowStart = rowStart;
    this.firstToken = firstToken;
    this.rows = new Rows(context);
    while (startedRows < rows.count() && rows.isComplete(startedRows - 1)) {
      startedRows++;
    }
    this.justCompleted = startedRows - 2;
  }

  @Override
  public Optional<DecodingStep> next() {
    if (rows.isComplete(rows.count() - 1)) {
      return Optional.empty();
    }
    DecodingStep.Builder step = DecodingStep.builder();
    if (begun) {
      feedCompletedRow(step);
    } else {
      feedGiven(step);
    }
    for (int row : rowsUnderWay()) {
      if (rows.filled(row) == 0) {
        start(row, step);
      } else {
        extend(row, step);
      }
    }
    if (startedRows < rows.count()
        && rowStart.mayStart(startedRows, rows.filled(startedRows - 1))) {
      start(startedRows++, step);
    }
    begun = true;
    return Optional.of(step.build());
  }

  @Override
  public void accept(StepOutcome outcome) {
    int before = justCompleted;
    justCompleted = NO_ROW;
    for (int row : rowsUnderWay()) {
      int position = rows.nextPosition(row);
      OptionalInt token = token(row, position, outcome, before);
      if (token.isPresent()) {
        outcome.commit(position, token.getAsInt());
        rows.append(row, token.getAsInt());
        if (rows.isComplete(row)) {
          justCompleted = row;
        }
      }
    }
  }

  /**
   * @param completed the row that was complete when the pass was planned, and no pass earlier
   */
  private OptionalInt token(int row, int position, StepOutcome outcome, int completed) {
    Distribution p = outcome.at(position);
    if (row == 0 || rows.filled(row) > 0) {
      return OptionalInt.of(p.draw());
    }
    return firstToken.decide(position, p, completed == row - 1);
  }

  private void feedGiven(DecodingStep.Builder step) {
    fedAtFirst = context.nextOpen(0);
    for (int position = 0; position < fedAtFirst; position++) {
      step.feed(position, context.knownToken(position).orElseThrow(), Origin.KNOWN);
    }
  }

  /** Whether the step that is planned, the first, feeds a position already. */
  private boolean isFed(int position) {
    return !begun && position < fedAtFirst;
  }

  /** Rows lag at least one token behind the row above, so at most one completes in a pass. */
  private void feedCompletedRow(DecodingStep.Builder step) {
    if (justCompleted != NO_ROW && justCompleted < rows.count() - 1) {
      step.feed(rows.lastPosition(justCompleted), rows.newestToken(justCompleted), Origin.KNOWN);
    }
  }

  private void extend(int row, DecodingStep.Builder step) {
    int newest = rows.newestPosition(row);
    if (!isFed(newest)) {
      step.feed(newest, rows.newestToken(row), Origin.KNOWN);
    }
    step.query(rows.nextPosition(row));
  }

  private void start(int row, DecodingStep.Builder step) {
    int target = rows.nextPosition(row);
    int predecessor = target - 1;
    if (isFed(predecessor)) {
      step.query(target);
      return;
    }
    if (layout.isStructural(predecessor)) {
      step.feed(predecessor, layout.structuralToken(predecessor), Origin.KNOWN);
    } else if (!rows.isComplete(row - 1)) {
      step.feed(predecessor, StandIn.forRow(row, rows), Origin.STAND_IN);
    }
    step.query(target);
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
