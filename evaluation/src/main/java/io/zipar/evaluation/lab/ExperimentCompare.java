/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.store.ImageRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Compares the combinations that two folders share by their values: first says which numbers may be
 * compared, then shows the differences of those, the second folder's less the first's. What is
 * known of each image is compared image by image.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ExperimentCompare {
  private ExperimentCompare() {}

  /**
   * Compares.
   *
   * @param first a folder where an experiment was run
   * @param second another
   * @param measures the measures that there are
   * @return lines for readers
   * @throws InvalidInputException if a folder holds no experiment, or they share no combination
   */
  public static List<String> compare(Path first, Path second, Measures measures) {
    ExperimentReport a = ExperimentReport.of(first, measures);
    ExperimentReport b = ExperimentReport.of(second, measures);
    List<String> lines = new ArrayList<>();
    for (ReportRow left : a.rows()) {
      b.rows().stream()
          .filter(row -> row.combination().values().equals(left.combination().values()))
          .findFirst()
          .ifPresent(right -> lines.addAll(compare(left, right, a.columns())));
    }
    if (lines.isEmpty()) {
      throw new InvalidInputException(
          first + " and " + second + ": share no combination of the same values");
    }
    return lines;
  }

  private static List<String> compare(ReportRow left, ReportRow right, List<ReportColumn> columns) {
    List<String> lines = new ArrayList<>(List.of(left.combination().values().toString()));
    if (!left.isComplete() || !right.isComplete()) {
      lines.add(
          "  nothing may be compared: "
              + ExperimentReport.images(left)
              + " and "
              + ExperimentReport.images(right)
              + " images are there");
      return lines;
    }
    boolean sameWeights = left.combination().weights().equals(right.combination().weights());
    boolean sameImages = images(left).equals(images(right));
    List<String> differences = new ArrayList<>();
    if (sameImages) {
      differences.add("  images with equal tokens: " + equalTokens(left, right));
      differences.add(paired("passes/image", left, right, ImageRow::passes, 1));
    } else {
      lines.add("  image by image: no, their classes or seeds differ");
    }
    if (!sameWeights) {
      lines.add("  the weights differ: what is compared are two models");
    }
    if (sameImages && left.machines().equals(right.machines()) && left.machines().size() == 1) {
      differences.add(paired("ms/image", left, right, row -> row.times().total() / 1e6, 1));
    } else {
      lines.add("  times: no, the environments differ, or the images do");
    }
    for (ReportColumn column : columns) {
      if (left.protocols().containsKey(column.name())) {
        problem(column, left, right, sameWeights)
            .ifPresentOrElse(
                why -> lines.add("  " + column.title() + ": no, " + why),
                () -> differences.add(measured(column, left, right)));
      }
    }
    lines.addAll(differences);
    return lines;
  }

  /** Why a measure may not be compared. */
  private static Optional<String> problem(
      ReportColumn column, ReportRow left, ReportRow right, boolean sameWeights) {
    JsonObject mine = left.protocols().get(column.name());
    JsonObject other = right.protocols().get(column.name());
    if (other == null) {
      return Optional.of("it was not measured in the second");
    }
    for (String name : mine.keySet()) {
      if (!mine.get(name).equals(other.get(name))) {
        return Optional.of(name + " is " + mine.get(name) + " and " + other.get(name));
      }
    }
    return column.name().equals("nll") && !sameWeights
        ? Optional.of("it is what each model finds of its own tokens")
        : Optional.empty();
  }

  private static List<String> images(ReportRow row) {
    return row.images().stream().map(image -> image.subject() + " " + image.seed()).toList();
  }

  private static String equalTokens(ReportRow left, ReportRow right) {
    int equal = 0;
    for (int i = 0; i < left.images().size(); i++) {
      equal += left.images().get(i).tokenHash().equals(right.images().get(i).tokenHash()) ? 1 : 0;
    }
    return equal + " of " + left.images().size();
  }

  private static String paired(
      String title,
      ReportRow left,
      ReportRow right,
      ToDoubleFunction<ImageRow> value,
      int decimals) {
    double[] differences = new double[left.images().size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] =
          value.applyAsDouble(right.images().get(i)) - value.applyAsDouble(left.images().get(i));
    }
    return "  "
        + title
        + ": "
        + signed(ReportRow.mean(left.images(), differences), 1, decimals)
        + ", paired by image";
  }

  /** Half widths of independent samples add like the sides of a right triangle. */
  private static String measured(ReportColumn column, ReportRow left, ReportRow right) {
    Estimate a = left.numbers().get(column.name());
    Estimate b = right.numbers().get(column.name());
    double difference = b.value() - a.value();
    double below = Math.hypot(b.value() - b.low(), a.high() - a.value());
    double above = Math.hypot(b.high() - b.value(), a.value() - a.low());
    return "  "
        + column.title()
        + ": "
        + signed(
            new Estimate(difference, difference - below, difference + above),
            column.factor(),
            column.decimals())
        + ", as of independent samples";
  }

  private static String signed(Estimate estimate, double factor, int decimals) {
    String value = Numbers.fixed(factor * estimate.value(), decimals);
    return (estimate.value() > 0 ? "+" : "")
        + value
        + " ["
        + Numbers.fixed(factor * estimate.low(), decimals)
        + ", "
        + Numbers.fixed(factor * estimate.high(), decimals)
        + "]";
  }
}
