/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.stream.IntStream;

/**
 * How a model predicts a token: what it must be fed in a pass to say what stands at a target. A
 * property of the model, {@link ModelInfo#prediction}; a strategy says which it can drive, {@link
 * DecodingStrategy#predictions}.
 */
@ApiStatus.Experimental(since = "0.1")
public enum Prediction {
  /**
   * A target is predicted from the position before it, structural or not, and what is fed sees what
   * lies before it in the sequence.
   */
  SUCCESSOR("the successor of a position"),
  /**
   * A target is predicted from its left and its upper neighbour and from the same cell of the frame
   * before, those that exist, and what is fed sees everything written, that of its own pass
   * included.
   */
  NEIGHBOURS("a cell from its neighbours"),
  /**
   * A target is predicted wherever it lies: the model itself puts a query token there. Who sees
   * whom is the model's rule.
   */
  ANY_CELL("any cell");

  private final String words;

  Prediction(String words) {
    this.words = words;
  }

  /**
   * Says what a model of this kind predicts.
   *
   * @return a few words that follow "predicts"
   */
  public String words() {
    return words;
  }

  /**
   * What must be fed in the pass that asks for a target. The end of the prefix stands among it as
   * {@link SequenceLayout#PREFIX_END}; the prefix is fed in the first pass of an image and in no
   * other, so a target that needs it can be asked for in the first step alone.
   *
   * @param layout the layout of the image
   * @param target the position of a cell
   * @return the positions, ascending; empty if nothing is needed
   * @throws IllegalArgumentException if the target is structural
   * @throws IndexOutOfBoundsException if the target is outside the layout
   */
  public int[] needs(SequenceLayout layout, int target) {
    int cell = layout.cellIndex(target);
    return switch (this) {
      case SUCCESSOR -> new int[] {target - 1};
      case NEIGHBOURS ->
          cell == 0
              ? new int[] {SequenceLayout.PREFIX_END}
              : IntStream.concat(
                      IntStream.concat(
                          layout.before(target).stream(), layout.above(target).stream()),
                      layout.left(target).stream())
                  .toArray();
      case ANY_CELL -> new int[0];
    };
  }
}
