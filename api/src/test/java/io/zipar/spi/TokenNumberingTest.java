/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.GeneratedImage;
import org.junit.jupiter.api.Test;

class TokenNumberingTest {
  @Test
  void imageTokensComeFirstAndStructuralTokensBehind() {
    TokenNumbering numbering = TokenNumbering.of(new int[] {8, 4, 6}, 99);
    assertEquals(3, numbering.imageTokens());
    assertEquals(4, numbering.size());
    assertEquals(99, numbering.id(3));
    assertArrayEquals(
        new int[] {4, GeneratedImage.NONE, 8},
        numbering.ids(new int[] {1, GeneratedImage.NONE, 0}));
    assertThrows(IndexOutOfBoundsException.class, () -> numbering.id(4));
    assertEquals("3 image tokens, 8 ... 6 in the checkpoint", numbering.toString());
  }

  @Test
  void aPlainNumberingChangesNothing() {
    TokenNumbering plain = TokenNumbering.plain(5);
    assertEquals(TokenNumbering.of(new int[] {0, 1, 2, 3, 4}), plain);
    assertEquals(TokenNumbering.of(new int[] {0, 1, 2, 3, 4}).hashCode(), plain.hashCode());
    assertNotEquals(TokenNumbering.of(new int[] {0, 1, 2, 3}, 4), plain);
  }

  @Test
  void whatIsNoNumberingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> TokenNumbering.plain(0));
    assertThrows(IllegalArgumentException.class, () -> TokenNumbering.of(new int[] {1, 1}));
    assertThrows(IllegalArgumentException.class, () -> TokenNumbering.of(new int[] {1}, 1));
    assertThrows(IllegalArgumentException.class, () -> TokenNumbering.of(new int[] {-1}));
  }
}
