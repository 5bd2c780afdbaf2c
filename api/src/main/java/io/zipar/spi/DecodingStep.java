/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one image feeds and asks in one forward pass. Immutable; built by {@link #builder()}.
 *
 * <p>The prefix runs in the first pass of an image, whatever its step asks. What a target needs to
 * be fed in the same step is said by {@link Prediction#needs}.
 */
@ApiStatus.Experimental(since = "0.1")
public final class DecodingStep {
  private final List<Feed> feeds;
  private final List<Integer> targets;
  private final List<Draft> drafts;
  private final Optional<AttentionMask> mask;

  private DecodingStep(Builder builder) {
    feeds = List.copyOf(builder.feeds);
    targets = List.copyOf(builder.targets);
    drafts = List.copyOf(builder.drafts);
    mask = Optional.ofNullable(builder.mask);
  }

  /** Where a fed token comes from. */
  public enum Origin {
    /** It was committed, was given from the start, or is structural. */
    KNOWN,
    /** It stands in for a token that is not known yet and will be fed again. */
    STAND_IN,
    /** It is a guess that this pass puts to the test. */
    DRAFT
  }

  /**
   * One fed token.
   *
   * @param position its position
   * @param token the token
   * @param origin where it comes from
   */
  public record Feed(int position, int token, Origin origin) {
    /** Checks that the origin is there. */
    public Feed {
      Objects.requireNonNull(origin, "origin");
    }
  }

  /**
   * One row of a draft head.
   *
   * @param position the fed position that it is read at, or {@link SequenceLayout#PREFIX_END} in
   *     the first step
   * @param head index of the head in {@link ModelInfo#draftHeads}
   */
  public record Draft(int position, int head) {}

  /**
   * Starts an empty step.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A step that feeds nothing, such as most processes begin with.
   *
   * @param targets the positions whose token is asked for
   * @return the step
   */
  public static DecodingStep asking(int... targets) {
    Builder builder = builder();
    for (int target : targets) {
      builder.query(target);
    }
    return builder.build();
  }

  /**
   * What is fed.
   *
   * @return in the order in which it was added
   */
  public List<Feed> feeds() {
    return feeds;
  }

  /**
   * The positions whose token is asked for.
   *
   * @return in the order in which they were added
   */
  public List<Integer> targets() {
    return targets;
  }

  /**
   * The rows of draft heads that are asked for.
   *
   * @return in the order in which they were added
   */
  public List<Draft> drafts() {
    return drafts;
  }

  /**
   * What hides slots beyond the request's visibility.
   *
   * @return empty if nothing more is hidden
   */
  public Optional<AttentionMask> mask() {
    return mask;
  }

  /** Collects a step. Used by one thread. */
  public static final class Builder {
    private final List<Feed> feeds = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private AttentionMask mask;

    private Builder() {}

    /**
     * Feeds a token.
     *
     * @param position its position
     * @param token the token
     * @param origin where it comes from
     * @return this
     */
    public Builder feed(int position, int token, Origin origin) {
      feeds.add(new Feed(position, token, origin));
      return this;
    }

    /**
     * Asks for the distribution of a token.
     *
     * @param target the position of the cell whose token is wanted
     * @return this
     */
    public Builder query(int target) {
      targets.add(target);
      return this;
    }

    /**
     * Asks for what a draft head guesses.
     *
     * @param position the fed position that the head is read at, or {@link
     *     SequenceLayout#PREFIX_END} in the first step
     * @param head index of the head in {@link ModelInfo#draftHeads}
     * @return this
     */
    public Builder draft(int position, int head) {
      drafts.add(new Draft(position, head));
      return this;
    }

    /**
     * Hides slots.
     *
     * @param restriction what is seen from each fed position
     * @return this
     */
    public Builder mask(AttentionMask restriction) {
      mask = Objects.requireNonNull(restriction, "restriction");
      return this;
    }

    /**
     * Ends the step.
     *
     * @return the step
     */
    public DecodingStep build() {
      return new DecodingStep(this);
    }
  }
}
