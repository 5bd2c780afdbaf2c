/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * What became of the drafts of a run, as far as its strategy told; all zero for a strategy that
 * makes none. A draft that stays for the next pass is neither accepted nor rejected.
 *
 * @param accepted drafts that were committed
 * @param rejected drafts that gave way to another token
 * @param recovered committed tokens that took the place of a rejected draft
 * @param bonus committed tokens of cells that had no draft in the pass
 * @see DraftEvent
 */
@ApiStatus.Experimental(since = "0.1")
public record DraftCounts(long accepted, long rejected, long recovered, long bonus) {
  /** No drafts. */
  public static final DraftCounts NONE = new DraftCounts(0, 0, 0, 0);

  /**
   * Counts an event.
   *
   * @param event what happened
   * @return new counts
   */
  public DraftCounts plus(DraftEvent event) {
    return switch (event) {
      case ACCEPTED -> new DraftCounts(accepted + 1, rejected, recovered, bonus);
      case REJECTED -> new DraftCounts(accepted, rejected + 1, recovered, bonus);
      case RECOVERED -> new DraftCounts(accepted, rejected, recovered + 1, bonus);
      case BONUS -> new DraftCounts(accepted, rejected, recovered, bonus + 1);
    };
  }

  /**
   * Adds the counts of another run.
   *
   * @param other its counts
   * @return the sums
   */
  public DraftCounts plus(DraftCounts other) {
    return new DraftCounts(
        accepted + other.accepted,
        rejected + other.rejected,
        recovered + other.recovered,
        bonus + other.bonus);
  }
}
