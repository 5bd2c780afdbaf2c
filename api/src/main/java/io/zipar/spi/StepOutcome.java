/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * The answers to the queries of one step, and the place to commit tokens. Valid within {@link
 * DecodingProcess#accept}; used by one thread.
 */
@ApiStatus.Stable(since = "0.1")
public interface StepOutcome {
  /**
   * The number of the forward pass that answered.
   *
   * @return from 0, the prefill
   */
  int pass();

  /**
   * The distribution of the token that follows a query's position.
   *
   * @param query a position that the step queried
   * @return the distribution of position {@code query + 1}
   * @throws IllegalArgumentException if the step did not query it
   */
  Distribution after(int query);

  /**
   * Commits the token of a cell: it becomes part of the image and cannot be changed.
   *
   * @param position the position of a cell
   * @param token a token of the vocabulary
   * @throws io.zipar.PluginException if this breaks a {@link DecodingRule}
   */
  void commit(int position, int token);

  /**
   * Tells the metrics what became of drafts. Does not change the image.
   *
   * @param event what happened
   * @param times how often, at least 0
   * @throws IllegalArgumentException if {@code times} is negative
   */
  @ApiStatus.Experimental(since = "0.1")
  void count(DraftEvent event, int times);
}
