/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void firstColumnIsAlignedLeftAndNumbersRight() {
    Table table =
        new Table(
            List.of("strategy", "passes"),
            List.of(List.of("ntp", "576"), List.of("zipar:window=16", "400")));
    assertEquals(
        List.of(
            "strategy         passes",
            "---------------  ------",
            "ntp                 576",
            "zipar:window=16     400"),
        table.lines());
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Table(List.of("a", "b"), List.of(List.of("1"))));
  }

  @Test
  void numbersAreTheSameInEveryLocale() {
    assertEquals("30.6%", Numbers.percent(176.0 / 576));
    assertEquals("1.50", Numbers.fixed(1.5, 2));
    assertEquals("343M", Numbers.count(342_910_976));
    assertEquals("3.10B", Numbers.count(3_099_000_000L));
    assertEquals("12", Numbers.count(12));
  }
}
