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
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One image as a wavefront of rows. Every pass extends each row under way by one token, and starts
 * the next row of each frame when {@link RowStart} allows it; {@link FirstToken} may ask for the
 * start of a row again, which then waits while the rows above go on.
 *
 * <p>The first token of a row follows the last token of the row above, which is not there yet when
 * the row starts early. Without end-of-line tokens a {@link StandIn} is fed in its place; with them
 * the true predecessor is the end-of-line token, known in advance. Either way the last token of the
 * row above is fed at its own position in the pass after it was decoded.
 */
final class ZipArProcess implements DecodingProcess {
  private final SequenceLayout layout;
  private final RowStart rowStart;
  private final StandIn standIn;
  private final FirstToken firstToken;
  private final Rows rows;
  private final DecodingContext context;

  /** For each frame, how many of its rows have started. */
  private final int[] started;

  /** Rows that the pass before completed. */
  private final BitSet justCompleted = new BitSet();

  /** All positions before this one were fed in the first pass. */
  private int fedAtFirst;

  private boolean begun;

  ZipArProcess(DecodingContext context, RowStart rowStart, StandIn standIn, FirstToken firstToken) {
    this.context = context;
    this.layout = context.layout();
    this.rowStart = rowStart;
    this.standIn = standIn;
    this.firstToken = firstToken;
    this.rows = new Rows(context);
    this.started = new int[layout.grid().frames()];
    for (int row = 0; row < rows.count() && rows.filled(row) > 0; row++) {
      started[row / rows.ofFrame()]++;
    }
  }

  @Override
  public Optional<DecodingStep> next() {
    if (rows.isComplete(rows.count() - 1)) {
      return Optional.empty();
    }
    DecodingStep.Builder step = DecodingStep.builder();
    if (begun) {
      feedCompletedRows(step);
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
    for (int frame = 0; frame < started.length; frame++) {
      int row = frame * rows.ofFrame() + started[frame];
      if (started[frame] < rows.ofFrame() && rowStart.mayStart(row, rows)) {
        start(row, step);
        started[frame]++;
      }
    }
    begun = true;
    return Optional.of(step.build());
  }

  @Override
  public void accept(StepOutcome outcome) {
    List<Integer> underWay = rowsUnderWay();
    List<OptionalInt> tokens = underWay.stream().map(row -> token(row, outcome)).toList();
    justCompleted.clear();
    for (int i = 0; i < underWay.size(); i++) {
      int row = underWay.get(i);
      if (tokens.get(i).isPresent()) {
        int token = tokens.get(i).getAsInt();
        outcome.commit(rows.nextPosition(row), token);
        rows.append(row, token);
        justCompleted.set(row, rows.isComplete(row));
      }
    }
  }

  /** The next token of a row, given the rows as they were when the pass was planned. */
  private OptionalInt token(int row, StepOutcome outcome) {
    int position = rows.nextPosition(row);
    Distribution p = outcome.at(position);
    return row == 0 || rows.filled(row) > 0
        ? OptionalInt.of(p.draw())
        : firstToken.decide(position, p, rowStart.hasAll(row, rows));
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

  /** Feeds the last tokens of these rows, but for that of the last row, which nothing follows. */
  private void feedCompletedRows(DecodingStep.Builder step) {
    justCompleted.clear(rows.count() - 1);
    justCompleted.stream().forEach(row -> feedLast(row, step));
  }

  private void feedLast(int row, DecodingStep.Builder step) {
    step.feed(rows.lastPosition(row), rows.newestToken(row), Origin.KNOWN);
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
    if (row > 0 && !isFed(target - 1)) {
      feedPredecessor(row, target - 1, step);
    }
    step.query(target);
  }

  private void feedPredecessor(int row, int position, DecodingStep.Builder step) {
    if (layout.isStructural(position)) {
      step.feed(position, layout.structuralToken(position), Origin.KNOWN);
    } else if (!rows.isComplete(row - 1)) {
      step.feed(position, standIn.token(row, rows), Origin.STAND_IN);
    } else if (!justCompleted.get(row - 1)) {
      feedLast(row - 1, step);
    }
  }

  private List<Integer> rowsUnderWay() {
    List<Integer> underWay = new ArrayList<>();
    for (int row = 0; row < rows.count(); row++) {
      boolean hasStarted = row % rows.ofFrame() < started[row / rows.ofFrame()];
      if (hasStarted && !rows.isComplete(row)) {
        underWay.add(row);
      }
    }
    return underWay;
  }
}
