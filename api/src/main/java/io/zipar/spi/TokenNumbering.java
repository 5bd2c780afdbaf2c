/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.GeneratedImage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How the tokens that strategies see are numbered in the checkpoint. A model that reads text too
 * has a vocabulary of which image tokens are a part; strategies, sampling and image tokenizers know
 * nothing of the rest. Their tokens are 0 ... {@link #imageTokens} - 1, the codes of the image
 * tokenizer, and behind them the structural tokens of the layout, which no model ever predicts.
 * {@link #id} is the number of each in the checkpoint: what a report shows, and the row of the
 * embedding that a backend reads. Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class TokenNumbering {
  private final int imageTokens;
  private final int[] ids;

  private TokenNumbering(int imageTokens, int[] ids) {
    this.imageTokens = imageTokens;
    this.ids = ids;
    if (imageTokens < 1) {
      throw new IllegalArgumentException("a model needs at least one image token");
    }
  }

  /**
   * The numbering of a model whose tokens are all image tokens.
   *
   * @param vocabulary number of tokens, at least 1
   * @return a numbering in which every token has its own number
   */
  public static TokenNumbering plain(int vocabulary) {
    return new TokenNumbering(vocabulary, IntStream.range(0, vocabulary).toArray());
  }

  /**
   * The numbering of a model whose image tokens are part of a vocabulary.
   *
   * @param imageIds the number of each code, at least one; all different
   * @param structuralIds the number of each structural token
   * @return the numbering; structural token i is token {@code imageIds.length + i}
   * @throws IllegalArgumentException if a number is negative or occurs twice
   */
  public static TokenNumbering of(int[] imageIds, int... structuralIds) {
    int[] ids = IntStream.concat(Arrays.stream(imageIds), Arrays.stream(structuralIds)).toArray();
    if (Arrays.stream(ids).distinct().count() != ids.length
        || Arrays.stream(ids).anyMatch(id -> id < 0)) {
      throw new IllegalArgumentException("two tokens have the same number, or one is negative");
    }
    return new TokenNumbering(imageIds.length, ids);
  }

  /**
   * Counts the image tokens.
   *
   * @return the codes that a picture may consist of, at least 1
   */
  public int imageTokens() {
    return imageTokens;
  }

  /**
   * Counts the tokens.
   *
   * @return image tokens and structural tokens: {@link ModelInfo#vocabulary}
   */
  public int size() {
    return ids.length;
  }

  /**
   * Translates a token.
   *
   * @param token from 0 to {@link #size} - 1
   * @return its number in the checkpoint
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public int id(int token) {
    return ids[token];
  }

  /**
   * Translates the tokens of an image.
   *
   * @param tokens tokens, {@link GeneratedImage#NONE} where one is missing
   * @return their numbers in the checkpoint, {@link GeneratedImage#NONE} where one is missing
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public int[] ids(int[] tokens) {
    return Arrays.stream(tokens)
        .map(token -> token == GeneratedImage.NONE ? token : ids[token])
        .toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenNumbering that
        && imageTokens == that.imageTokens
        && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return 31 * imageTokens + Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    int last = imageTokens - 1;
    return imageTokens + " image tokens, " + ids[0] + " ... " + ids[last] + " in the checkpoint";
  }
}
