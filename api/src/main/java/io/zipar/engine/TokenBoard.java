/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

import io.zipar.GeneratedImage;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.SequenceLayout;
import java.util.Arrays;
import java.util.BitSet;

/** The tokens of one image as they are committed; enforces the rules R10 to R13. */
final class TokenBoard {
  static final int NONE = GeneratedImage.NONE;

  private final StrategyGuard guard;
  private final SequenceLayout layout;
  private final int vocabulary;
  private final int[] tokens;
  private final int[] passes;
  private final BitSet predicted = new BitSet();
  private int committed;

  TokenBoard(StrategyGuard guard, SequenceLayout layout, int vocabulary) {
    this.guard = guard;
    this.layout = layout;
    this.vocabulary = vocabulary;
    this.tokens = new int[layout.grid().cells()];
    this.passes = new int[tokens.length];
    Arrays.fill(tokens, NONE);
    Arrays.fill(passes, NONE);
  }

  /** The committed or structural token of a position, else {@link #NONE}. */
  int known(int position) {
    return layout.isStructural(position)
        ? layout.structuralToken(position)
        : tokens[layout.cellIndex(position)];
  }

  void markPredicted(int position) {
    predicted.set(position);
  }

  void commit(int position, int token, int pass) {
    if (position < 0 || position >= layout.positions() || layout.isStructural(position)) {
      throw guard.broken(DecodingRule.R10, "position " + position + " is not a cell");
    }
    int index = layout.cellIndex(position);
    if (tokens[index] != NONE) {
      throw guard.broken(DecodingRule.R11, layout.cell(position) + " is committed twice");
    }
    if (token < 0 || token >= vocabulary) {
      throw guard.broken(
          DecodingRule.R12,
          "token "
              + token
              + " for "
              + layout.cell(position)
              + " is not in 0 ... "
              + (vocabulary - 1));
    }
    if (!predicted.get(position)) {
      throw guard.broken(
          DecodingRule.R13, layout.cell(position) + " is committed, but was never queried for");
    }
    tokens[index] = token;
    passes[index] = pass;
    committed++;
  }

  int committed() {
    return committed;
  }

  boolean isComplete() {
    return committed == tokens.length;
  }

  int open() {
    return tokens.length - committed;
  }

  GeneratedImage toImage(ImageRequest request) {
    Grid grid = layout.grid();
    return new GeneratedImage(request, grid, tokens.clone(), passes.clone());
  }
}
