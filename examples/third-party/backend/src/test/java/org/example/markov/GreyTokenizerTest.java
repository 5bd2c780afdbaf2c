/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.spi.ImageTokenizer;
import org.junit.jupiter.api.Test;

/** Tokens become pixels and come back. */
class GreyTokenizerTest {
  @Test
  void tokensComeBack() {
    Grid grid = Grid.of(2, 3);
    int[] tokens = {0, 1, 2, 3, 4, 5};
    try (ImageTokenizer tokenizer = new GreyTokenizer(6)) {
      ImageTokenizer.Encoded encoded = tokenizer.encode(tokenizer.decode(grid, tokens));
      assertEquals(grid, encoded.grid());
      assertArrayEquals(tokens, encoded.tokens());
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (ImageTokenizer tokenizer = new GreyTokenizer(6)) {
      assertThrows(
          InvalidInputException.class, () -> tokenizer.decode(Grid.of(1, 2), new int[] {0}));
      assertThrows(
          InvalidInputException.class, () -> tokenizer.decode(Grid.of(1, 1), new int[] {6}));
      PixelImage odd = new PixelImage(9, 8, new float[3 * 72]);
      assertThrows(InvalidInputException.class, () -> tokenizer.encode(odd));
    }
  }
}
