/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.rules;

import io.zipar.GeneratedImage;
import io.zipar.ImageRequest;
import io.zipar.guard.StrategyGuard;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.SequenceLayout;
import java.util.Arrays;
import java.util.BitSet;

/** The tokens of one image as they are committed; enforces the rules R10 to R13 and R17. */
public final class TokenBoard {
  /** Stands for a token that is not there. */
  public static final int NONE = GeneratedImage.NONE;

  private final StrategyGuard guard;
  private final SequenceLayout layout;
  private final int vocabulary;
  private final int[] tokens;
  private final int[] passes;
  private final BitSet asked = new BitSet();
  private int known;
  private int committed;

  /**
   * Makes the board of an image.
   *
   * @param guard names the strategy in errors
   * @param context layout, vocabulary and given cells of the image
   */
  public TokenBoard(StrategyGuard guard, DecodingContext context) {
    this.guard = guard;
    this.layout = context.layout();
    this.vocabulary = context.vocabulary();
    this.tokens = new int[layout.grid().cells()];
    this.passes = new int[tokens.length];
    Arrays.fill(tokens, NONE);
    Arrays.fill(passes, NONE);
    context.given().cells().forEach(cell -> tokens[cell] = context.given().token(cell));
    this.known = context.given().count();
  }

  /**
   * The token of a position, as far as it is known.
   *
   * @param position in the layout
   * @return the committed, given or structural token, else {@link #NONE}
   */
  public int known(int position) {
    return layout.isStructural(position)
        ? layout.structuralToken(position)
        : tokens[layout.cellIndex(position)];
  }

  /**
   * Notes that the token of a cell was asked for.
   *
   * @param target the position of the cell
   */
  public void markAsked(int target) {
    asked.set(target);
  }

  /**
   * Takes a token.
   *
   * @param position the position of its cell
   * @param token the token
   * @param pass that it came from
   * @throws io.zipar.PluginException if it breaks a rule
   */
  public void commit(int position, int token, int pass) {
    requireCell(DecodingRule.R10, position);
    int index = layout.cellIndex(position);
    if (tokens[index] != NONE) {
      throw guard.broken(
          DecodingRule.R11,
          layout.cell(position)
              + (passes[index] == NONE ? " is given and committed" : " is committed twice"));
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
    if (!asked.get(position)) {
      throw guard.broken(
          DecodingRule.R13, layout.cell(position) + " is committed, but was never asked for");
    }
    tokens[index] = token;
    passes[index] = pass;
    committed++;
    known++;
  }

  /**
   * Checks that what became of a draft can be noted for a position.
   *
   * @param position any number
   * @throws io.zipar.PluginException if it is not a cell
   */
  public void requireNotable(int position) {
    requireCell(DecodingRule.R17, position);
  }

  private void requireCell(DecodingRule rule, int position) {
    if (!layout.isCell(position)) {
      throw guard.broken(rule, "position " + position + " is not a cell");
    }
  }

  /**
   * Counts the cells that have a token, given ones included.
   *
   * @return from 0 to the number of cells
   */
  public int known() {
    return known;
  }

  /**
   * Finds the first cell without a token.
   *
   * @return its raster index, or the number of cells if there is none
   */
  public int firstOpen() {
    int cell = 0;
    while (cell < tokens.length && tokens[cell] != NONE) {
      cell++;
    }
    return cell;
  }

  /**
   * Counts the committed tokens.
   *
   * @return from 0 to the number of cells
   */
  public int committed() {
    return committed;
  }

  /**
   * Tells whether every cell has a token.
   *
   * @return true once the image is complete
   */
  public boolean isComplete() {
    return open() == 0;
  }

  /**
   * Counts the cells without a token.
   *
   * @return from 0 to the number of cells
   */
  public int open() {
    return tokens.length - known;
  }

  /**
   * The image as it is now.
   *
   * @param request what was asked for
   * @return a snapshot
   */
  public GeneratedImage toImage(ImageRequest request) {
    return new GeneratedImage(request, layout.grid(), tokens, passes);
  }
}
