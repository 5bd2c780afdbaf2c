/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Collects one step of several strands, each with the view of its row. Used once. */
final class RowStep {
  private final Canvas canvas;
  private final SettledRows settledRows;
  private final DecodingStep.Builder step = DecodingStep.builder();
  private final BitSet fed = new BitSet();
  private final int[] viewOf;

  RowStep(Canvas canvas, SettledRows settledRows) {
    this.canvas = canvas;
    this.settledRows = settledRows;
    this.viewOf = new int[canvas.layout().positions()];
    Arrays.fill(viewOf, RowMask.EVERYTHING);
  }

  /** Adds a strand that sees all before it. */
  void addRun(Strand strand) {
    add(strand, RowMask.EVERYTHING, Origin.KNOWN);
  }

  /**
   * Adds the strand of a row. If the row has no token yet, it begins with the last token of the row
   * above, which need not be known: then its draft stands in.
   */
  void addRow(Strand strand, int row) {
    boolean begins = settledRows.settled(row) == 0;
    if (begins && strand.first() >= 0) {
      settledRows.ensureGuess(strand.first());
    }
    add(strand, row, begins ? Origin.STAND_IN : Origin.DRAFT);
  }

  private void add(Strand strand, int view, Origin originOfFirst) {
    strand.plan(canvas, originOfFirst, step);
    for (int position = Math.max(strand.first(), 0); position <= strand.last(); position++) {
      fed.set(position);
      viewOf[position] = view;
    }
  }

  /** Feeds what was known from the start, as far as no strand does; it sees all before it. */
  void addGiven() {
    for (int position = 0; position < canvas.firstOpen(); position++) {
      if (!fed.get(position)) {
        canvas.feed(position, Origin.KNOWN, step);
        fed.set(position);
      }
    }
  }

  /** Feeds the last token of a row that is complete, unless a strand does. */
  void addLastOf(int row) {
    int position = settledRows.lastPosition(row);
    if (!fed.get(position)) {
      canvas.feed(position, Origin.DRAFT, step);
      fed.set(position);
      viewOf[position] = row;
    }
  }

  /** Ends a step of one strand, before which everything is settled. */
  DecodingStep withoutMask() {
    return step.build();
  }

  DecodingStep masked() {
    int[] settled = IntStream.range(0, settledRows.rows()).map(settledRows::settled).toArray();
    return step.mask(new RowMask(canvas.layout(), viewOf, settled)).build();
  }
}
