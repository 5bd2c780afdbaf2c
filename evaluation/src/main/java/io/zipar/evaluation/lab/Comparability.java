/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says which numbers may not be compared, and why. */
final class Comparability {
  private static final int FEW = 50;

  private Comparability() {}

  /** What holds of the rows of one experiment. */
  static List<String> problems(List<ReportRow> rows) {
    List<String> problems = new ArrayList<>();
    for (ReportRow row : rows) {
      if (!row.isComplete()) {
        problems.add(
            row.combination().values()
                + ": "
                + ExperimentReport.images(row)
                + " images are there: compare it with nothing yet");
      }
    }
    problems.addAll(few(rows));
    Set<String> weights = new LinkedHashSet<>();
    Set<JsonObject> machines = new LinkedHashSet<>();
    Map<String, Set<JsonObject>> protocols = new LinkedHashMap<>();
    for (ReportRow row : rows) {
      weights.add(row.combination().weights());
      machines.addAll(row.machines());
      row.protocols()
          .forEach(
              (measure, protocol) ->
                  protocols.computeIfAbsent(measure, key -> new LinkedHashSet<>()).add(protocol));
    }
    if (weights.size() > 1 && asksItself(protocols)) {
      problems.add(
          "the models have different weights: NLL is what each finds of its own tokens, and compares"
              + " within one model alone");
    }
    if (machines.size() > 1) {
      problems.add(
          "images were generated in "
              + machines.size()
              + " environments: times compare within one alone");
    }
    rows.forEach(
        row ->
            row.withoutValue()
                .forEach((measure, why) -> problems.add(measure + " has no value: " + why)));
    protocols.forEach(
        (measure, all) -> {
          if (all.size() > 1) {
            problems.add(
                measure
                    + " was measured in "
                    + all.size()
                    + " ways: compare within one alone, or measure again");
          }
        });
    return problems.stream().distinct().toList();
  }

  /** Whether likelihoods were measured, and of some model's tokens by itself. */
  private static boolean asksItself(Map<String, Set<JsonObject>> protocols) {
    return protocols.values().stream()
        .flatMap(Set::stream)
        .map(protocol -> protocol.get(MeasureProtocols.LIKELIHOOD))
        .anyMatch(
            asked -> asked != null && asked.getAsString().equals(MeasureProtocols.OWN_LIKELIHOOD));
  }

  /** A line for each number of images that is small. */
  private static List<String> few(List<ReportRow> rows) {
    List<String> problems = new ArrayList<>();
    Map<Integer, Long> few =
        rows.stream()
            .filter(row -> row.isComplete() && row.images().size() < FEW)
            .collect(
                Collectors.groupingBy(
                    row -> row.images().size(), TreeMap::new, Collectors.counting()));
    few.forEach(
        (images, count) ->
            problems.add(
                count
                    + " of "
                    + rows.size()
                    + " combinations have "
                    + images
                    + " images: a Frechet distance falls with their number, and intervals are"
                    + " wide"));
    return problems;
  }
}
