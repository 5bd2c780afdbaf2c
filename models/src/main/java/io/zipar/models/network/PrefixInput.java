/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;

/** What a lane's prefix is made of: the way a backend gets the first rows of its input. */
@ApiStatus.Experimental(since = "0.1")
public sealed interface PrefixInput {
  /**
   * What is done with each kind of prefix. A kind that is added does not compile until every
   * backend says what it does with it.
   *
   * @param <R> what comes of it
   */
  interface Visitor<R> {
    /**
     * Rows of a table.
     *
     * @param prefix the prefix
     * @return what comes of it
     */
    R tableRows(TableRows prefix);

    /**
     * Tokens of the vocabulary.
     *
     * @param prefix the prefix
     * @return what comes of it
     */
    R tokens(Tokens prefix);

    /**
     * Features that are projected.
     *
     * @param prefix the prefix
     * @return what comes of it
     */
    R features(Features prefix);
  }

  /**
   * Calls the method of this kind.
   *
   * @param <R> what comes of it
   * @param visitor any visitor
   * @return what its method returned
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * The number of slots that the prefix takes in the sequence.
   *
   * @return at least 1
   */
  int slots();

  /**
   * Tells whether what follows attends to a slot. A hidden slot, of padding, is seen by none but
   * itself, so that what it holds has no influence.
   *
   * @param slot from 0 to {@link #slots} - 1
   * @return true but for padding
   */
  default boolean isVisible(int slot) {
    return true;
  }

  /**
   * The slots that attend to each other in both directions.
   *
   * @return how many of the first slots; 0, unless it is said otherwise, where each slot sees none
   *     behind it
   */
  default int mutualSlots() {
    return 0;
  }

  /**
   * Rows of the network's prefix embedding table ({@link TransformerWeights#prefixEmbedding}).
   *
   * @param rows the row for each slot; not copied, and nobody writes to it
   */
  record TableRows(int[] rows) implements PrefixInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tableRows(this);
    }

    @Override
    public int slots() {
      return rows.length;
    }
  }

  /**
   * Tokens of the checkpoint's vocabulary: rows of {@link TransformerWeights#tokenEmbedding}.
   *
   * @param ids the number of each slot's token in the checkpoint; not copied, and nobody writes to
   *     it
   * @param mutualSlots how many of the first slots attend to each other in both directions
   */
  record Tokens(int[] ids, int mutualSlots) implements PrefixInput {
    /**
     * Tokens that attend to none behind them.
     *
     * @param ids as above
     */
    public Tokens(int[] ids) {
      this(ids, 0);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tokens(this);
    }

    @Override
    public int slots() {
      return ids.length;
    }
  }

  /**
   * Features that {@link TransformerWeights#prefixProjection} turns into rows of the input. Arrays
   * are not copied, and nobody writes to them.
   *
   * @param values slots x width of the features
   * @param visible for each slot what {@link #isVisible} tells
   */
  record Features(float[] values, boolean[] visible) implements PrefixInput {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.features(this);
    }

    @Override
    public int slots() {
      return visible.length;
    }

    @Override
    public boolean isVisible(int slot) {
      return visible[slot];
    }
  }
}
