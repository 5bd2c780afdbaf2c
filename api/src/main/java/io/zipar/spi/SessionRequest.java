/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.Visibility;
import java.util.List;
import java.util.Objects;

/**
 * What a {@link ModelSession} is opened for.
 *
 * @param layout a layout of this model, from {@link TokenModel#layout}
 * @param lanes the sequences of the batch, at least one; passes name them by their index here
 * @param visibility which slots a query attends to
 */
@ApiStatus.Stable(since = "0.1")
public record SessionRequest(SequenceLayout layout, List<Lane> lanes, Visibility visibility) {
  /**
   * Copies the list and checks it.
   *
   * @throws IllegalArgumentException if there is no lane
   */
  public SessionRequest {
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(visibility, "visibility");
    lanes = List.copyOf(lanes);
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("a session needs at least one lane");
    }
  }
}
