/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * What one lane receives in one forward pass. Immutable by convention: the arrays are not copied,
 * and nobody writes to them after construction.
 *
 * <p>The generator guarantees to a backend: positions lie in the layout, each at most once; tokens
 * lie in the vocabulary; every target is a cell, and what {@link Prediction#needs} names for it is
 * fed in this pass; a draft is read at a fed position, or at {@link SequenceLayout#PREFIX_END} in a
 * pass with {@code prefill}, by a head that the model has; the first pass of a lane, and no other,
 * has {@code prefill}.
 */
@ApiStatus.Experimental(since = "0.1")
public final class LanePass {
  private static final int[] NONE = {};

  private final int lane;
  private final boolean prefill;
  private final int[] positions;
  private final int[] tokens;
  private final int[] targets;
  private final int[] draftPositions;
  private final int[] draftHeads;
  private final Optional<AttentionMask> mask;

  private LanePass(
      int lane,
      boolean prefill,
      int[] positions,
      int[] tokens,
      int[] targets,
      int[] draftPositions,
      int[] draftHeads,
      Optional<AttentionMask> mask) {
    this.lane = lane;
    this.prefill = prefill;
    this.positions = positions;
    this.tokens = tokens;
    this.targets = Objects.requireNonNull(targets, "targets");
    this.draftPositions = draftPositions;
    this.draftHeads = draftHeads;
    this.mask = mask;
    if (positions.length != tokens.length) {
      throw new IllegalArgumentException(
          positions.length + " positions for " + tokens.length + " tokens");
    }
    if (draftPositions.length != draftHeads.length) {
      throw new IllegalArgumentException(
          draftPositions.length + " draft positions for " + draftHeads.length + " draft heads");
    }
  }

  /**
   * What a lane is fed and asked, without drafts and without a mask.
   *
   * @param lane index of the lane in {@link SessionRequest#lanes()}
   * @param prefill whether the prefix of this lane is run in this pass
   * @param positions the positions fed, in any order
   * @param tokens the token fed at each of {@code positions}
   * @param targets the positions whose token is asked for
   * @return the value; it keeps the arrays
   * @throws IllegalArgumentException if positions and tokens differ in length
   */
  public static LanePass of(
      int lane, boolean prefill, int[] positions, int[] tokens, int[] targets) {
    return new LanePass(lane, prefill, positions, tokens, targets, NONE, NONE, Optional.empty());
  }

  /**
   * The same with rows of draft heads.
   *
   * @param atPositions the fed position that each is read at
   * @param heads index of the head in {@link ModelInfo#draftHeads} for each
   * @return a new value; it keeps the arrays
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public LanePass withDrafts(int[] atPositions, int[] heads) {
    return new LanePass(lane, prefill, positions, tokens, targets, atPositions, heads, mask);
  }

  /**
   * The same with another restriction of what is seen.
   *
   * @param changed hides slots beyond the session's visibility; empty for none
   * @return a new value
   */
  public LanePass withMask(Optional<AttentionMask> changed) {
    return new LanePass(
        lane,
        prefill,
        positions,
        tokens,
        targets,
        draftPositions,
        draftHeads,
        Objects.requireNonNull(changed, "changed"));
  }

  /**
   * The lane.
   *
   * @return its index in {@link SessionRequest#lanes()}
   */
  public int lane() {
    return lane;
  }

  /**
   * Tells whether the prefix is run in this pass.
   *
   * @return true in the first pass of the lane
   */
  public boolean prefill() {
    return prefill;
  }

  /**
   * What is fed; feeding a position again replaces what it held.
   *
   * @return the positions, in any order; not a copy
   */
  public int[] positions() {
    return positions;
  }

  /**
   * The token fed at each of {@link #positions}.
   *
   * @return as many values as positions; not a copy
   */
  public int[] tokens() {
    return tokens;
  }

  /**
   * The positions whose token is asked for: each yields a row of logits.
   *
   * @return positions of cells; not a copy
   */
  public int[] targets() {
    return targets;
  }

  /**
   * The fed position that each row of a draft head is read at.
   *
   * @return positions, {@link SequenceLayout#PREFIX_END} for the last slot of the prefix; not a
   *     copy
   */
  public int[] draftPositions() {
    return draftPositions;
  }

  /**
   * The draft head that each of {@link #draftPositions} is read by.
   *
   * @return indices in {@link ModelInfo#draftHeads}; not a copy
   */
  public int[] draftHeads() {
    return draftHeads;
  }

  /**
   * A restriction beyond the session's visibility.
   *
   * @return empty if nothing more is hidden
   */
  public Optional<AttentionMask> mask() {
    return mask;
  }

  /**
   * Counts the rows of logits that this lane yields: first those of its targets, then those of its
   * drafts.
   *
   * @return the number of targets and drafts
   */
  public int rows() {
    return targets.length + draftPositions.length;
  }
}
