/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogitsTest {
  @Test
  void rowsInMemoryAreCopiedInTheirOrder() {
    Logits logits = Logits.of(List.of(new float[] {1, 2}, new float[] {3, 4}));
    assertEquals(2, logits.rows());
    float[] target = new float[3];
    logits.copyRow(1, target);
    assertArrayEquals(new float[] {3, 4, 0}, target);
    assertTrue(logits.distributions(List.of()).isEmpty());
  }

  @Test
  void aRowThatIsNotThereOrDoesNotFitIsRefused() {
    Logits logits = Logits.of(List.of(new float[] {1, 2}));
    assertThrows(IndexOutOfBoundsException.class, () -> logits.copyRow(1, new float[2]));
    assertThrows(IndexOutOfBoundsException.class, () -> logits.copyRow(0, new float[1]));
  }
}
