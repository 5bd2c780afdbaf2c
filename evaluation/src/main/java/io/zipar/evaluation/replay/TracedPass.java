/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import io.zipar.ApiStatus;
import io.zipar.DraftEvent;
import io.zipar.run.PassTrace.Odds;
import io.zipar.spi.DecodingStep.Origin;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one forward pass did to one image. Cells are counted from 0 in raster order, one frame after
 * the other. Immutable.
 *
 * @param pass its number, from 0
 * @param millis when it was done, in milliseconds since the run began
 * @param fed the tokens that it fed, without structural ones
 * @param asked the cells whose token it asked for
 * @param committed the tokens that it committed, in the order in which it did
 * @param fates what became of drafts
 * @param attention what the tokens that it fed attended to; empty where that was not recorded
 */
@ApiStatus.Experimental(since = "0.1")
public record TracedPass(
    int pass,
    double millis,
    List<Fed> fed,
    List<Integer> asked,
    List<Committed> committed,
    List<Fate> fates,
    List<Attention> attention) {
  /** Copies the lists. */
  public TracedPass {
    fed = List.copyOf(fed);
    asked = List.copyOf(asked);
    committed = List.copyOf(committed);
    fates = List.copyOf(fates);
    attention = List.copyOf(attention);
  }

  /**
   * What the token of a cell attended to when it was fed.
   *
   * @param cell where the token stands
   * @param shares of other cells and its own, the largest first; small ones are left out
   */
  public record Attention(int cell, List<Share> shares) {
    /** Copies the list. */
    public Attention {
      shares = List.copyOf(shares);
    }
  }

  /**
   * A part of the attention of a token.
   *
   * @param cell what is attended to
   * @param weight how much of all attention, from 0 to 1
   */
  public record Share(int cell, double weight) {}

  /**
   * A token that was fed.
   *
   * @param cell where
   * @param token which
   * @param origin where it comes from
   */
  public record Fed(int cell, int token, Origin origin) {
    /** Checks that the origin is there. */
    public Fed {
      Objects.requireNonNull(origin, "origin");
    }
  }

  /**
   * A token that was committed.
   *
   * @param cell where
   * @param token which
   * @param odds how likely it was; empty where the pass did not ask for the cell
   */
  public record Committed(int cell, int token, Optional<Odds> odds) {
    /** Checks that nothing is null. */
    public Committed {
      Objects.requireNonNull(odds, "odds");
    }
  }

  /**
   * What became of a draft.
   *
   * @param cell where it stood
   * @param event what happened
   */
  public record Fate(int cell, DraftEvent event) {
    /** Checks that the event is there. */
    public Fate {
      Objects.requireNonNull(event, "event");
    }
  }
}
