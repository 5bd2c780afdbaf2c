/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.ApiStatus;
import io.zipar.DraftEvent;
import io.zipar.spi.DecodingStep.Draft;
import io.zipar.spi.DecodingStep.Feed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one forward pass did for one image. Positions are those of {@link
 * GenerationListener#runBegun}'s layout.
 *
 * @param image index of the image in the request
 * @param pass the number of the pass, from 0, the first, in which the prefix runs
 * @param feeds what was fed, in the order of the step
 * @param targets the positions whose tokens were asked for
 * @param drafts the rows of draft heads that were read
 * @param commits what was committed, in the order in which it was
 * @param fates what became of drafts, as far as the strategy told, in its order
 */
@ApiStatus.Experimental(since = "0.1")
public record PassTrace(
    int image,
    int pass,
    List<Feed> feeds,
    List<Integer> targets,
    List<Draft> drafts,
    List<Commit> commits,
    List<Fate> fates) {
  /** Copies the lists. */
  public PassTrace {
    feeds = List.copyOf(feeds);
    targets = List.copyOf(targets);
    drafts = List.copyOf(drafts);
    commits = List.copyOf(commits);
    fates = List.copyOf(fates);
  }

  /**
   * A committed token.
   *
   * @param position the position of its cell
   * @param token the token
   * @param odds how likely it was; empty if that was not asked for, or if the pass did not ask for
   *     this cell
   */
  public record Commit(int position, int token, Optional<Odds> odds) {
    /** Checks that nothing is null. */
    public Commit {
      Objects.requireNonNull(odds, "odds");
    }
  }

  /**
   * How likely a token was, in the distribution after guidance and filters.
   *
   * @param probability of the token, from 0 to 1
   * @param rank how many tokens were more likely
   * @param entropy of the distribution, in nats
   */
  public record Odds(double probability, int rank, double entropy) {}

  /**
   * What became of a draft.
   *
   * @param position the position of its cell
   * @param event what happened
   */
  public record Fate(int position, DraftEvent event) {
    /** Checks that the event is there. */
    public Fate {
      Objects.requireNonNull(event, "event");
    }
  }
}
