/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** By their equality kernels refuse matrices that they would misread. */
class LayoutTest {
  private final Layout layout = new Layout(8, 4);

  @Test
  void equalLayoutsAreEqual() {
    assertEquals(new Layout(8, 4), layout);
    assertEquals(new Layout(8, 4).hashCode(), layout.hashCode());
  }

  @Test
  void anyDifferenceCounts() {
    assertNotEquals(new Layout(16, 4), layout);
    assertNotEquals(new Layout(8, 1), layout);
    assertNotEquals("Layout[rows=8, streams=4]", layout);
    assertNotEquals(null, layout);
  }
}
