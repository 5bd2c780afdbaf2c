/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.List;
import java.util.Objects;

/**
 * What the queries of one lane attended to in one layer of one forward pass. Every entry of the
 * pass is a query: the slots of the prefix when it runs, the fed tokens, and the query tokens of
 * models that have some. The weights of a query over all slots sum to 1 but for rounding; a slot
 * that it does not see has 0.
 *
 * <p>Queries and slots are told in terms of positions, see {@link Place}; where a session keeps a
 * position is of no importance here. Immutable by convention: the array of weights is not copied,
 * and nobody writes to it after construction.
 */
@ApiStatus.Experimental(since = "0.1")
public final class AttentionMap {
  private final int lane;
  private final int layer;
  private final int heads;
  private final List<Place> queries;
  private final List<Place> slots;
  private final float[] weights;

  /** What stands at a query or in a slot. */
  public enum Kind {
    /** A part of the prefix: class, caption, prompt. */
    PREFIX,
    /** A fed token, decoded, drafted or made up; the trace of the pass tells which. */
    TOKEN,
    /** What a model that predicts any cell feeds by itself at a target. */
    QUERY_TOKEN,
    /** Nothing yet; it has a weight with {@link io.zipar.Visibility#ALL} alone. */
    UNWRITTEN
  }

  /**
   * A query or a slot.
   *
   * @param kind what stands there
   * @param index of the prefix's slots the number of this one, from 0; otherwise the position in
   *     the {@link SequenceLayout} of the session
   */
  public record Place(Kind kind, int index) {
    /** Checks that the kind is there. */
    public Place {
      Objects.requireNonNull(kind, "kind");
    }
  }

  private AttentionMap(
      int lane, int layer, List<Place> queries, List<Place> slots, int heads, float[] weights) {
    this.lane = lane;
    this.layer = layer;
    this.queries = List.copyOf(queries);
    this.slots = List.copyOf(slots);
    this.heads = heads;
    this.weights = weights;
    if ((long) heads * queries.size() * slots.size() != weights.length) {
      throw new IllegalArgumentException(
          "%d weights for %d heads, %d queries and %d slots"
              .formatted(weights.length, heads, queries.size(), slots.size()));
    }
  }

  /**
   * What a lane attended to.
   *
   * @param lane index of the lane in {@link SessionRequest#lanes()}
   * @param layer index of the attention layer, from 0
   * @param queries the entries of the pass
   * @param slots what can be attended to, none twice
   * @param heads number of heads, 1 for their mean
   * @param weights heads x queries x slots; kept
   * @return the map
   * @throws IllegalArgumentException if the number of weights is another
   */
  public static AttentionMap of(
      int lane, int layer, List<Place> queries, List<Place> slots, int heads, float[] weights) {
    return new AttentionMap(lane, layer, queries, slots, heads, weights);
  }

  /**
   * Whose attention it is.
   *
   * @return index of the lane in {@link SessionRequest#lanes()}
   */
  public int lane() {
    return lane;
  }

  /**
   * Where in the network it is.
   *
   * @return index of the attention layer, from 0
   */
  public int layer() {
    return layer;
  }

  /**
   * Counts the heads.
   *
   * @return 1 if their mean was asked for
   */
  public int heads() {
    return heads;
  }

  /**
   * What attends.
   *
   * @return the entries of the pass, in the order of {@link #weight}; positions may come in any
   */
  public List<Place> queries() {
    return queries;
  }

  /**
   * What is attended to.
   *
   * @return all that can be, in the order of {@link #weight}; positions may come in any
   */
  public List<Place> slots() {
    return slots;
  }

  /**
   * How much of its attention a query gives to a slot.
   *
   * @param head from 0 to {@link #heads} - 1
   * @param query index in {@link #queries}
   * @param slot index in {@link #slots}
   * @return from 0 to 1
   * @throws IndexOutOfBoundsException if there is no such head, query or slot
   */
  public float weight(int head, int query, int slot) {
    Objects.checkIndex(head, heads);
    Objects.checkIndex(query, queries.size());
    Objects.checkIndex(slot, slots.size());
    return weights[(head * queries.size() + query) * slots.size() + slot];
  }
}
