/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.medusa;

import io.zipar.DraftEvent;
import io.zipar.GeneratedImage;
import io.zipar.GivenCells;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tests runs of drafts behind what is known. */
final class MedusaProcess implements DecodingProcess {
  private final SequenceLayout layout;
  private final DraftBoard drafts;
  private final int window;
  private final int[] tokens;

  /** What stood in front of a target when it was asked for last. */
  private final int[] fedBefore;

  /** The first position that was not fed with the token that stands there. */
  private int unfed;

  /** The first cell without a token. */
  private int frontier;

  /** The first position that the pass does not feed. */
  private int fedTo;

  /** The first position that the heads were asked at. */
  private int askedFrom = SequenceLayout.PREFIX_END;

  private final List<Integer> targets = new ArrayList<>();

  MedusaProcess(SequenceLayout layout, GivenCells given, DraftBoard drafts, int window) {
    this.layout = layout;
    this.drafts = drafts;
    this.window = window;
    this.tokens = new int[layout.positions()];
    this.fedBefore = new int[layout.positions()];
    for (int position = 0; position < tokens.length; position++) {
      if (layout.isStructural(position)) {
        tokens[position] = layout.structuralToken(position);
      } else {
        tokens[position] = given.token(layout.cellIndex(position));
      }
    }
    int first = 0;
    while (first < tokens.length && tokens[first] != GeneratedImage.NONE) {
      first++;
    }
    this.frontier = first;
  }

  @Override
  public Optional<DecodingStep> next() {
    if (frontier == tokens.length) {
      return Optional.empty();
    }
    DecodingStep.Builder step = DecodingStep.builder();
    targets.clear();
    if (askedFrom == SequenceLayout.PREFIX_END) {
      drafts.ask(step, SequenceLayout.PREFIX_END, frontier);
    }
    for (int position = unfed; position < frontier; position++) {
      step.feed(position, tokens[position], Origin.KNOWN);
      drafts.ask(step, position, frontier);
    }
    query(step, frontier);
    int tested = 0;
    int position = frontier;
    while (tested < window) {
      int draft = drafts.at(position, before(position));
      int next = layout.nextCell(position + 1);
      if (draft == DraftBoard.NONE || next == tokens.length) {
        break;
      }
      tokens[position] = draft;
      step.feed(position, tokens[position], Origin.DRAFT);
      drafts.ask(step, position, frontier);
      for (int structural = position + 1; structural < next; structural++) {
        step.feed(structural, tokens[structural], Origin.KNOWN);
        drafts.ask(step, structural, frontier);
      }
      query(step, next);
      tested++;
      position = next;
    }
    fedTo = position;
    return Optional.of(step.build());
  }

  private void query(DecodingStep.Builder step, int target) {
    step.query(target);
    targets.add(target);
    fedBefore[target] = before(target);
  }

  /** What stands in front of a position. */
  private int before(int position) {
    return position == 0 ? DraftBoard.NONE : tokens[position - 1];
  }

  @Override
  public void accept(StepOutcome outcome) {
    int asked = frontier;
    int rightlyFed = frontier;
    boolean right = true;
    for (int i = 0; i < targets.size(); i++) {
      int target = targets.get(i);
      boolean drafted = i + 1 < targets.size();
      if (!right) {
        drafts.takeDraw(target, outcome.at(target).draw(), fedBefore[target]);
        note(outcome, target, drafted, DraftEvent.REJECTED);
        continue;
      }
      int draft = tokens[target];
      tokens[target] = outcome.at(target).draw();
      outcome.commit(target, tokens[target]);
      frontier = layout.nextCell(target + 1);
      right = drafted && tokens[target] == draft;
      if (right) {
        rightlyFed = frontier;
        outcome.note(target, DraftEvent.ACCEPTED);
      } else {
        note(outcome, target, drafted, DraftEvent.REJECTED);
        outcome.note(target, drafted ? DraftEvent.RECOVERED : DraftEvent.BONUS);
      }
    }
    for (int position = askedFrom; position < fedTo; position++) {
      drafts.take(outcome, position, asked, frontier, position < rightlyFed);
    }
    unfed = rightlyFed;
    askedFrom = unfed;
  }

  private static void note(StepOutcome outcome, int target, boolean drafted, DraftEvent event) {
    if (drafted) {
      outcome.note(target, event);
    }
  }
}
