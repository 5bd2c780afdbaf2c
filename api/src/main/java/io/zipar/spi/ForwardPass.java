/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.List;

/**
 * One forward pass over a batch: what each lane that takes part receives. Lanes may receive
 * different numbers of tokens; a lane that has nothing to do is left out.
 *
 * @param lanes the lanes that take part, each at most once, at least one
 */
@ApiStatus.Experimental(since = "0.1")
public record ForwardPass(List<LanePass> lanes) {
  /**
   * Copies the list and checks it.
   *
   * @throws IllegalArgumentException if the list is empty
   */
  public ForwardPass {
    lanes = List.copyOf(lanes);
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("a forward pass needs at least one lane");
    }
  }

  /**
   * Counts the rows of logits that the pass yields.
   *
   * @return the number of targets and drafts of all lanes
   */
  public int rows() {
    return lanes.stream().mapToInt(LanePass::rows).sum();
  }

  /**
   * Counts the tokens fed, the prefixes not included.
   *
   * @return the number of fed positions of all lanes
   */
  public int fedTokens() {
    return lanes.stream().mapToInt(lane -> lane.positions().length).sum();
  }
}
