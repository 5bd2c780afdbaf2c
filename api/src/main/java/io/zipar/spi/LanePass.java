/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * What one lane receives in one forward pass. The arrays are not copied, and nobody writes to them
 * after construction.
 *
 * <p>The generator guarantees to a backend: positions lie in the layout, each at most once; tokens
 * lie in the vocabulary; every query is a fed position, or {@link SequenceLayout#PREFIX_END} in a
 * pass with {@code prefill}; the first pass of a lane, and no other, has {@code prefill}.
 *
 * @param lane index of the lane in {@link SessionRequest#lanes()}
 * @param prefill whether the prefix of this lane is run in this pass
 * @param positions the positions fed, in any order; each overwrites its slot of the KV cache
 * @param tokens the token fed at each of {@code positions}
 * @param queries the positions whose distribution is wanted: a position p yields the logits of p+1
 * @param mask a restriction beyond the session's visibility
 */
@ApiStatus.Stable(since = "0.1")
public record LanePass(
    int lane,
    boolean prefill,
    int[] positions,
    int[] tokens,
    int[] queries,
    Optional<AttentionMask> mask) {
  /**
   * Checks that the arrays belong together.
   *
   * @throws IllegalArgumentException if positions and tokens differ in length
   */
  public LanePass {
    Objects.requireNonNull(queries, "queries");
    Objects.requireNonNull(mask, "mask");
    if (positions.length != tokens.length) {
      throw new IllegalArgumentException(
          positions.length + " positions for " + tokens.length + " tokens");
    }
  }
}
