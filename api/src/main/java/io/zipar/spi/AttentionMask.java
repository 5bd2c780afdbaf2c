/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * A strategy's own restriction of what is attended to. It can only hide: a position is seen if the
 * model and the request's {@link io.zipar.Visibility} show it and the mask shows it. The prefix and
 * one's own position are always seen, whatever the mask says.
 */
@ApiStatus.Experimental(since = "0.1")
@FunctionalInterface
public interface AttentionMask {
  /**
   * Decides for one pair. Called from the thread that runs the forward pass, many times; must be a
   * pure function.
   *
   * @param from position of the fed token that attends, or the target whose query token does
   * @param position another position, attended to; with {@link Prediction#SUCCESSOR} one before
   *     {@code from}
   * @return whether it may be seen
   */
  boolean sees(int from, int position);
}
