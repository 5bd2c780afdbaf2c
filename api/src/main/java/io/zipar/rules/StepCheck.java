/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.rules;

import io.zipar.guard.StrategyGuard;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Draft;
import io.zipar.spi.DecodingStep.Feed;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.SequenceLayout;
import java.util.HashSet;
import java.util.Set;

/** Enforces the rules R2 to R9 and R16 on a step before it reaches the model. */
public final class StepCheck {
  private final StrategyGuard guard;
  private final ModelInfo model;
  private final SequenceLayout layout;

  /**
   * Prepares the checks of one image.
   *
   * @param guard names the strategy in errors
   * @param model what the model needs and has
   * @param layout of the image
   */
  public StepCheck(StrategyGuard guard, ModelInfo model, SequenceLayout layout) {
    this.guard = guard;
    this.model = model;
    this.layout = layout;
  }

  /**
   * Checks a step.
   *
   * @param step what the strategy planned
   * @param board what the image knows
   * @param first whether it is the first step, in which the prefix runs
   * @throws io.zipar.PluginException if it breaks a rule
   */
  public void check(DecodingStep step, TokenBoard board, boolean first) {
    if (step.feeds().isEmpty() && step.targets().isEmpty() && step.drafts().isEmpty()) {
      throw guard.broken(DecodingRule.R9, "the step is empty");
    }
    Set<Integer> fed = new HashSet<>();
    for (Feed feed : step.feeds()) {
      checkFeed(feed, board);
      if (!fed.add(feed.position())) {
        throw guard.broken(DecodingRule.R3, "position " + feed.position() + " is fed twice");
      }
    }
    if (first) {
      fed.add(SequenceLayout.PREFIX_END);
    }
    Set<Integer> asked = new HashSet<>();
    for (int target : step.targets()) {
      checkTarget(target, fed);
      if (!asked.add(target)) {
        throw guard.broken(DecodingRule.R8, "position " + target + " is asked for twice");
      }
    }
    Set<Draft> drafts = new HashSet<>();
    for (Draft draft : step.drafts()) {
      checkDraft(draft, fed);
      if (!drafts.add(draft)) {
        throw guard.broken(DecodingRule.R16, words(draft) + " is read twice");
      }
    }
  }

  private void checkFeed(Feed feed, TokenBoard board) {
    int position = feed.position();
    if (position < 0 || position >= layout.positions()) {
      throw guard.broken(
          DecodingRule.R2, "position " + position + " is not in 0 ... " + (layout.positions() - 1));
    }
    if (feed.token() < 0 || feed.token() >= model.vocabulary()) {
      throw guard.broken(
          DecodingRule.R4,
          "token "
              + feed.token()
              + " at position "
              + position
              + " is not in 0 ... "
              + (model.vocabulary() - 1));
    }
    if (feed.origin() == Origin.KNOWN && board.known(position) != feed.token()) {
      throw guard.broken(
          DecodingRule.R5,
          "token "
              + feed.token()
              + " at position "
              + position
              + ", where "
              + (board.known(position) == TokenBoard.NONE
                  ? "nothing is known yet"
                  : "token " + board.known(position) + " stands"));
    }
  }

  private void checkTarget(int target, Set<Integer> fed) {
    if (!layout.isCell(target)) {
      throw guard.broken(
          DecodingRule.R7, "position " + target + " is asked for, which is not a cell");
    }
    for (int needed : model.prediction().needs(layout, target)) {
      if (!fed.contains(needed)) {
        throw guard.broken(
            DecodingRule.R6,
            "position "
                + target
                + " is asked for, but "
                + (needed == SequenceLayout.PREFIX_END
                    ? "it needs the prefix, which runs in the first step alone"
                    : "position " + needed + " is not fed"));
      }
    }
  }

  private void checkDraft(Draft draft, Set<Integer> fed) {
    int heads = model.draftHeads().size();
    if (draft.head() < 0 || draft.head() >= heads) {
      throw guard.broken(
          DecodingRule.R16, words(draft) + " is read, but the model has " + heads + " draft heads");
    }
    if (!fed.contains(draft.position())) {
      throw guard.broken(DecodingRule.R16, words(draft) + " is read, but not fed there");
    }
    int target = model.draftHeads().get(draft.head()).target(layout, draft.position());
    if (!layout.isCell(target)) {
      throw guard.broken(
          DecodingRule.R16, words(draft) + " is read, but its target " + target + " is not a cell");
    }
  }

  private static String words(Draft draft) {
    return "draft head " + draft.head() + " at position " + draft.position();
  }
}
