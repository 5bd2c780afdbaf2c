/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * A strategy's own restriction of what a query attends to. It can only hide: a slot is seen if the
 * request's {@link io.zipar.Visibility} shows it and the mask shows it. The prefix and a query's
 * own position are always seen, whatever the mask says.
 */
@ApiStatus.Stable(since = "0.1")
@FunctionalInterface
public interface AttentionMask {
  /**
   * Decides for one pair. Called from the thread that runs the forward pass, many times; must be a
   * pure function.
   *
   * @param query position of the fed token that attends, from 0
   * @param slot position of the slot attended to, from 0 to {@code query - 1}
   * @return whether the query may see the slot
   */
  boolean sees(int query, int slot);
}
