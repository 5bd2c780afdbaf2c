/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;

/**
 * The sizes of a {@link TransformerNetwork}.
 *
 * @param layers number of blocks
 * @param width width of the residual stream
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads; {@code heads} is a multiple of it, and head j
 *     of them serves query heads j g ... j g + g - 1, g being the quotient
 * @param headWidth width of a head, even
 * @param feedForwardWidth hidden width of the feed-forward
 * @param vocabulary number of tokens that can be fed, rows of the token embedding
 * @param normEpsilon added to the mean square inside the root of RMSNorm
 */
@ApiStatus.Experimental(since = "0.1")
public record TransformerSizes(
    int layers,
    int width,
    int heads,
    int keyValueHeads,
    int headWidth,
    int feedForwardWidth,
    int vocabulary,
    double normEpsilon) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size is below 1, the heads do not divide or the head
   *     width is odd
   */
  public TransformerSizes {
    if (layers < 1
        || width < 1
        || heads < 1
        || keyValueHeads < 1
        || headWidth < 2
        || feedForwardWidth < 1
        || vocabulary < 1) {
      throw new IllegalArgumentException("every size of a transformer must be at least 1");
    }
    if (heads % keyValueHeads != 0 || headWidth % 2 != 0) {
      throw new IllegalArgumentException(
          heads
              + " heads, "
              + keyValueHeads
              + " key/value heads, head width "
              + headWidth
              + ": heads must be a multiple of key/value heads and the head width even");
    }
  }

  /**
   * The width of all query heads together.
   *
   * @return heads x head width
   */
  public int queryWidth() {
    return heads * headWidth;
  }

  /**
   * The width of all key heads together.
   *
   * @return key/value heads x head width
   */
  public int keyValueWidth() {
    return keyValueHeads * headWidth;
  }

  /**
   * The query heads that share a key/value head.
   *
   * @return heads / key/value heads
   */
  public int headsPerKeyValueHead() {
    return heads / keyValueHeads;
  }

  /**
   * What a cache holds.
   *
   * @param slots of all lanes together
   * @return keys and values of all layers
   */
  public long cacheElements(long slots) {
    return 2L * layers * keyValueWidth() * slots;
  }

  /**
   * The same sizes with another number of blocks.
   *
   * @param changed number of blocks, at least 1
   * @return new sizes
   */
  public TransformerSizes withLayers(int changed) {
    return new TransformerSizes(
        changed, width, heads, keyValueHeads, headWidth, feedForwardWidth, vocabulary, normEpsilon);
  }
}
