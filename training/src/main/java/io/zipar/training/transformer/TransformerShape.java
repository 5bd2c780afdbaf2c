/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

/**
 * The sizes of a class-conditional LlamaGen transformer (section 2.2 of arXiv 2406.06525).
 *
 * @param layers number of blocks
 * @param width of the residual stream
 * @param heads number of heads
 * @param feedForwardWidth hidden width
 * @param vocabulary number of image tokens
 * @param classes number of classes
 * @param side rows and columns of the grid
 */
public record TransformerShape(
    int layers, int width, int heads, int feedForwardWidth, int vocabulary, int classes, int side) {
  /**
   * The sizes of the shipped transformer.
   *
   * @param vocabulary codes of the tokenizer
   * @param classes number of classes
   * @return a little under four million parameters for 512 codes
   */
  public static TransformerShape shipped(int vocabulary, int classes) {
    return new TransformerShape(4, 256, 4, 768, vocabulary, classes, 24);
  }

  int cells() {
    return side * side;
  }

  int headWidth() {
    return width / heads;
  }
}
