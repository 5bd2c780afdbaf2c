/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.Optional;

/**
 * One image as a sequence with a window that slides over it: every pass feeds the newest committed
 * token and the next {@code window - 1} drafts, across the ends of rows and with the structural
 * tokens there. The first pass already carries drafts, and what was given from the start.
 *
 * <p>Slots: a pass feeds everything from the newest committed token on, so whatever a rejected
 * draft left behind is overwritten in the pass in which something may see it next; structural
 * tokens behind a rejected draft are fed again with the rest.
 */
final class RunProcess implements DecodingProcess {
  private final Canvas canvas;
  private final SequenceLayout layout;
  private final DraftRule rule;
  private final int window;
  private int newest;
  private boolean begun;
  private Strand strand;

  RunProcess(Canvas canvas, DraftRule rule, int window) {
    this.canvas = canvas;
    this.layout = canvas.layout();
    this.rule = rule;
    this.window = window;
    this.newest = canvas.firstOpen() - 1;
  }

  @Override
  public Optional<DecodingStep> next() {
    if (layout.nextCell(newest + 1) == layout.positions()) {
      return Optional.empty();
    }
    int last = layout.nextCell(lastDraft() + 1) - 1;
    strand = new Strand(newest, last, layout.positions());
    DecodingStep.Builder step = DecodingStep.builder();
    for (int position = 0; !begun && position < newest; position++) {
      canvas.feed(position, Origin.KNOWN, step);
    }
    begun = true;
    strand.plan(canvas, Origin.KNOWN, step);
    return Optional.of(step.build());
  }

  /** The position of the last draft to feed, or the newest token if there is none. */
  private int lastDraft() {
    int last = newest;
    int cell = layout.nextCell(newest + 1);
    for (int drafts = 1; drafts < window; drafts++) {
      int following = layout.nextCell(cell + 1);
      if (following == layout.positions()) {
        // The row of the last cell's draft would predict nothing.
        return last;
      }
      if (!canvas.hasToken(cell)) {
        canvas.guess(cell, rule.guess(cell));
      }
      last = cell;
      cell = following;
    }
    return last;
  }

  @Override
  public void accept(StepOutcome outcome) {
    newest = strand.review(outcome, canvas, rule, true) - 1;
  }
}
