/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

import io.zipar.spi.DecodingRule;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Feed;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.SequenceLayout;
import java.util.HashSet;
import java.util.Set;

/** Enforces the rules R1 to R9 on a step before it reaches the model. */
final class StepCheck {
  private final StrategyGuard guard;
  private final SequenceLayout layout;
  private final int vocabulary;

  StepCheck(StrategyGuard guard, SequenceLayout layout, int vocabulary) {
    this.guard = guard;
    this.layout = layout;
    this.vocabulary = vocabulary;
  }

  void check(DecodingStep step, TokenBoard board, boolean first) {
    if (step.feeds().isEmpty() && step.queries().isEmpty()) {
      throw guard.broken(DecodingRule.R9, "the step is empty");
    }
    Set<Integer> fed = new HashSet<>();
    for (Feed feed : step.feeds()) {
      checkFeed(feed, board);
      if (!fed.add(feed.position())) {
        throw guard.broken(DecodingRule.R3, "position " + feed.position() + " is fed twice");
      }
    }
    Set<Integer> queried = new HashSet<>();
    for (int query : step.queries()) {
      if (!queried.add(query)) {
        throw guard.broken(DecodingRule.R8, "position " + query + " is queried twice");
      }
      if (query != SequenceLayout.PREFIX_END) {
        checkQuery(query, fed);
      }
    }
    if (queried.contains(SequenceLayout.PREFIX_END) != first) {
      throw guard.broken(
          DecodingRule.R1,
          first ? "the first step does not query it" : "a later step queries it again");
    }
  }

  private void checkFeed(Feed feed, TokenBoard board) {
    int position = feed.position();
    if (position < 0 || position >= layout.positions()) {
      throw guard.broken(
          DecodingRule.R2, "position " + position + " is not in 0 ... " + (layout.positions() - 1));
    }
    if (feed.token() < 0 || feed.token() >= vocabulary) {
      throw guard.broken(
          DecodingRule.R4,
          "token "
              + feed.token()
              + " at position "
              + position
              + " is not in 0 ... "
              + (vocabulary - 1));
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

  private void checkQuery(int query, Set<Integer> fed) {
    if (!fed.contains(query)) {
      throw guard.broken(DecodingRule.R6, "position " + query + " is queried but not fed");
    }
    int predicted = query + 1;
    if (predicted >= layout.positions() || layout.isStructural(predicted)) {
      throw guard.broken(
          DecodingRule.R7, "position " + query + " is queried, but no cell follows it");
    }
  }
}
