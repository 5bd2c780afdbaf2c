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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final MachineRates MACHINE =
      new MachineRates(OptionalDouble.of(1e10), OptionalDouble.of(8e10));

  private static BenchResult result(String strategy, PassCount passes, double millis) {
    return new BenchResult(
        strategy, "vector", "cpu", "float32", 576, passes, 24, 2, millis, millis, 5e9, 2e10,
        MACHINE);
  }

  private static BenchReport report(BenchResult... results) {
    return new BenchReport("a model", MACHINE, List.of(results));
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
            "50.0%",
            "25.0%",
            "memory"),
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
  void whatBindsIsThatOfWhichMoreWasReached() {
    BenchResult wide =
        new BenchResult(
            "ntp", "vector", "cpu", "int8", 9, PassCount.unknown(), 1, 2, 1, 1, 1e9, 6e10, MACHINE);
    assertEquals(Optional.of(BenchResult.Bound.MULTIPLYING), wide.bound());
    assertEquals(0.75, wide.peakShare().getAsDouble(), 1e-12);
    JsonObject json = report(wide).json().getAsJsonArray("results").get(0).getAsJsonObject();
    assertEquals("multiplying", json.get("bound").getAsString());
    assertEquals(0.75, json.get("peakShare").getAsDouble(), 1e-12);
  }

  @Test
  void whereARateIsUnknownNothingBinds() {
    MachineRates device = MachineRates.ofReads(OptionalDouble.of(2e10));
    BenchResult elsewhere =
        new BenchResult(
            "ntp", "opencl", "GPU", "int8", 9, PassCount.unknown(), 1, 2, 1, 1, 1e10, 6e10, device);
    BenchResult withoutCount =
        new BenchResult(
            "ntp", "fake", "cpu", "int8", 9, PassCount.unknown(), 1, 2, 1, 1, 1e9, 0, MACHINE);
    assertEquals(OptionalDouble.of(0.5), elsewhere.bandwidthShare());
    BenchReport report = report(elsewhere, withoutCount);
    for (List<String> row : report.table().rows()) {
      assertEquals(List.of("-", "-"), row.subList(11, 13));
    }
    assertTrue(report.notes().stream().anyMatch(note -> note.startsWith("GPU reads")));
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
