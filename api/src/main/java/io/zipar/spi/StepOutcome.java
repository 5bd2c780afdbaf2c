/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.DraftEvent;

/**
 * The answers to the queries of one step, and the place to commit tokens. Valid within {@link
 * DecodingProcess#accept}; used by one thread.
 */
@ApiStatus.Experimental(since = "0.1")
public interface StepOutcome {
  /**
   * The number of the forward pass that answered.
   *
   * @return from 0, the pass in which the prefix ran
   */
  int pass();

  /**
   * The distribution of the token of a target.
   *
   * @param target a position that the step asked for
   * @return its distribution
   * @throws IllegalArgumentException if the step did not ask for it
   */
  Distribution at(int target);

  /**
   * What a draft head guesses. Its {@link Distribution#draw()} uses the noise of the position that
   * the head guesses the token of.
   *
   * @param position the fed position that the head was read at
   * @param head index of the head
   * @return the distribution of the token at {@link DraftHead#target}
   * @throws IllegalArgumentException if the step did not ask for it
   */
  Distribution draft(int position, int head);

  /**
   * Commits the token of a cell: it becomes part of the image and cannot be changed.
   *
   * @param position the position of a cell
   * @param token a token of the vocabulary
   * @throws io.zipar.PluginException if this breaks a {@link DecodingRule}
   */
  void commit(int position, int token);

  /**
   * Tells metrics and listeners what became of the draft of a cell. Does not change the image.
   *
   * @param position the position of the cell
   * @param event what happened
   * @throws io.zipar.PluginException if this breaks a {@link DecodingRule}
   */
  void note(int position, DraftEvent event);
}
