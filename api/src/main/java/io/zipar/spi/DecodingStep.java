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
 * @param feeds what is fed, each position at most once
 * @param queries the positions after which a distribution is wanted: fed ones, or {@link
 *     SequenceLayout#PREFIX_END} in the first step
 * @param mask hides slots beyond the request's visibility
 */
@ApiStatus.Stable(since = "0.1")
public record DecodingStep(List<Feed> feeds, List<Integer> queries, Optional<AttentionMask> mask) {
  /** Copies the lists. */
  public DecodingStep {
    feeds = List.copyOf(feeds);
    queries = List.copyOf(queries);
    Objects.requireNonNull(mask, "mask");
  }

  /** Where a fed token comes from. */
  public enum Origin {
    /** It was committed, or is structural. */
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
   * Starts an empty step.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The step that every process begins with, unless it adds drafts: the prefill alone.
   *
   * @return a step that queries {@link SequenceLayout#PREFIX_END}
   */
  public static DecodingStep prefill() {
    return builder().query(SequenceLayout.PREFIX_END).build();
  }

  /** Collects a step. Used by one thread. */
  public static final class Builder {
    private final List<Feed> feeds = new ArrayList<>();
    private final List<Integer> queries = new ArrayList<>();
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
     * Asks for the distribution after a position.
     *
     * @param position a fed position, or {@link SequenceLayout#PREFIX_END}
     * @return this
     */
    public Builder query(int position) {
      queries.add(position);
      return this;
    }

    /**
     * Hides slots.
     *
     * @param restriction what each query sees
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
      return new DecodingStep(feeds, queries, Optional.ofNullable(mask));
    }
  }
}
