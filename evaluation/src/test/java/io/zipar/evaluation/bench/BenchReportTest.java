/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.zipar.evaluation.bench.PassCount.Basis;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static BenchResult result(String strategy, PassCount passes, double millis) {
    return new BenchResult(
        strategy,
        "vector",
        "cpu",
        "float32",
        576,
        passes,
        24,
        2,
        millis,
        millis,
        5e9,
        OptionalDouble.of(1e10));
  }

  private static BenchReport report(BenchResult... results) {
    return new BenchReport("a model", 1e10, List.of(results));
  }

  @Property
  void atTheTokensToEqualBothTakeAsLong(
      @ForAll @IntRange(min = 1, max = 5000) int passes,
      @ForAll @DoubleRange(min = 0.1, max = 1000) double first,
      @ForAll @DoubleRange(min = 0.1, max = 1000) double other) {
    BenchResult reference = result("ntp", PassCount.of(Basis.SCHEDULE, passes), first);
    BenchResult open = result("jacobi", PassCount.unknown(), other);
    double tokens = open.tokensPerPassToEqual(reference).getAsDouble();
    double seconds = 576 / tokens * other / 1000;
    assertEquals(reference.seconds().getAsDouble(), seconds, 1e-9 * seconds);
  }

  @Test
  void passesThatDependOnTheModelAreNotShown() {
    BenchReport report =
        report(
            result("ntp", PassCount.of(Basis.SCHEDULE, 576), 10),
            result("jacobi:window=32", PassCount.unknown(), 15));
    List<String> cells = report.table().rows().get(1);
    assertEquals(
        List.of(
            "jacobi:window=32",
            "vector",
            "float32",
            "by model",
            "-",
            "1.50",
            "2.0",
            "15.00",
            "-",
            "-",
            "50.0%"),
        cells);
    assertTrue(
        report.notes().stream().anyMatch(note -> note.startsWith("by model:")),
        report.notes().toString());
    JsonObject json = report.json().getAsJsonArray("results").get(1).getAsJsonObject();
    assertTrue(json.get("passes").isJsonNull());
    assertTrue(json.get("seconds").isJsonNull());
    assertTrue(json.get("relativeLatency").isJsonNull());
    assertTrue(json.get("passesDependOnModel").getAsBoolean());
    assertEquals("unknown", json.get("passesFrom").getAsString());
    assertEquals(1.5, json.get("tokensPerPassToEqualFirst").getAsDouble(), 1e-12);
  }

  @Test
  void tokensPerPassThatAreGivenAreNamedAsSuch() {
    BenchReport report =
        report(
            result("ntp", PassCount.of(Basis.SCHEDULE, 576), 10),
            result("jacobi:window=32", PassCount.at(2.5, 576), 15));
    List<String> cells = report.table().rows().get(1);
    assertEquals("231 given", cells.get(3));
    assertEquals("~3.47", cells.get(8));
    assertEquals("60.2%", cells.get(9));
    assertTrue(report.notes().stream().anyMatch(note -> note.startsWith("given:")));
  }

  @Test
  void passesOnRandomWeightsAreNamedAsSuch() {
    BenchReport report = report(result("jacobi", PassCount.of(Basis.RANDOM_WEIGHTS, 560), 10));
    assertEquals("560 random", report.table().rows().get(0).get(3));
    assertTrue(report.notes().stream().anyMatch(note -> note.startsWith("random:")));
  }

  @Test
  void aFirstLineThatDependsOnTheModelGivesNoMeasure() {
    BenchReport report =
        report(
            result("jacobi", PassCount.unknown(), 15),
            result("ntp", PassCount.of(Basis.SCHEDULE, 576), 10));
    assertEquals("-", report.table().rows().get(1).get(5));
    assertEquals("~5.76", report.table().rows().get(1).get(8));
    assertEquals("-", report.table().rows().get(1).get(9));
  }

  @Test
  void aNumberOfPassesFitsItsBasis() {
    assertThrows(IllegalArgumentException.class, () -> PassCount.of(Basis.SCHEDULE, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new PassCount(Basis.UNKNOWN, OptionalInt.of(3)));
    assertThrows(
        IllegalArgumentException.class, () -> new PassCount(Basis.SCHEDULE, OptionalInt.empty()));
    assertFalse(PassCount.of(Basis.SCHEDULE, 3).dependsOnModel());
  }
}
