/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionBucketsTest {
  /**
   * By hand: 16 buckets a side, 8 of them single; bucket 8 + b begins at 8 x 2^(b/2): 8, 11.3, 16,
   * 22.6, 32, 45.3, 64, 90.5.
   */
  @ParameterizedTest
  @CsvSource({
    "-200, 15",
    "-128, 15",
    "-91, 15",
    "-90, 14",
    "-64, 14",
    "-63, 13",
    "-46, 13",
    "-45, 12",
    "-32, 12",
    "-31, 11",
    "-23, 11",
    "-22, 10",
    "-20, 10",
    "-16, 10",
    "-15, 9",
    "-12, 9",
    "-11, 8",
    "-8, 8",
    "-7, 7",
    "-1, 1",
    "0, 0",
    "1, 17",
    "7, 23",
    "8, 24",
    "15, 25",
    "16, 26",
    "20, 26",
    "63, 29",
    "64, 30",
    "90, 30",
    "91, 31",
    "128, 31",
    "200, 31",
    "2000000000, 31"
  })
  void thoseOfT5(int distance, int bucket) {
    assertEquals(bucket, new PositionBuckets(32, 128).bucket(distance));
  }

  /** By hand: 4 buckets a side, 2 of them single; the third for 2 to 3, the fourth beyond. */
  @ParameterizedTest
  @CsvSource({"-9, 3", "-4, 3", "-3, 2", "-2, 2", "-1, 1", "0, 0", "1, 5", "2, 6", "4, 7", "9, 7"})
  void thoseOfAnotherNumber(int distance, int bucket) {
    assertEquals(bucket, new PositionBuckets(8, 8).bucket(distance));
  }

  @Test
  void whatCannotBeSortedIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new PositionBuckets(2, 128));
    assertThrows(IllegalArgumentException.class, () -> new PositionBuckets(9, 128));
    assertThrows(IllegalArgumentException.class, () -> new PositionBuckets(32, 8));
  }
}
