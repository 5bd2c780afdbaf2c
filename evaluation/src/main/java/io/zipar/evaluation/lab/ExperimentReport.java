/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.experiment.MeasuredRow;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.store.ExperimentStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an experiment found, from what is kept in its folder. Reading alone; every shard is checked.
 * Immutable.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ExperimentReport {
  private static final String INTERVALS =
      "In brackets: 95% bootstrap intervals within classes or prompts. Ratios are to the baseline.";
  private static final String RUNS =
      " Seconds by batch are the median of runs for their time alone, in brackets the least and the"
          + " most of them.";

  private final JsonObject plan;
  private final List<ReportColumn> columns;
  private final List<ReportRow> rows;
  private final List<MeasuredRow> heldOut;
  private final Paradigms paradigms;

  private ExperimentReport(
      JsonObject plan,
      List<ReportColumn> columns,
      List<ReportRow> rows,
      List<MeasuredRow> heldOut) {
    this.plan = plan;
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
    this.heldOut = List.copyOf(heldOut);
    this.paradigms = Paradigms.of(this.rows);
  }

  /**
   * Reads a folder.
   *
   * @param folder where an experiment was run
   * @param measures the measures that there are, whose names and units the columns bear
   * @return the report
   * @throws io.zipar.InvalidInputException if there is none
   */
  public static ExperimentReport of(Path folder, Measures measures) {
    ExperimentStore store = new ExperimentStore(folder);
    List<ReportRow> rows =
        KeptCombination.all(store).stream()
            .map(each -> ReportRow.of(each, measures.names()))
            .toList();
    List<ReportColumn> columns = new ArrayList<>(ReportRow.OWN);
    batches(rows).forEach(batch -> columns.add(ReportColumn.timed(batch)));
    measures.all().forEach(measure -> columns.add(ReportColumn.of(measure)));
    columns.removeIf(
        column -> rows.stream().noneMatch(row -> row.numbers().containsKey(column.name())));
    List<MeasuredRow> heldOut =
        rows.stream()
            .flatMap(row -> row.combination().heldOut().stream())
            .distinct()
            .flatMap(id -> HeldOutPass.rows(store, id).stream())
            .distinct()
            .toList();
    return new ExperimentReport(store.plan(), columns, rows, heldOut);
  }

  private static List<Integer> batches(List<ReportRow> rows) {
    return rows.stream()
        .flatMap(row -> row.timings().stream())
        .map(KeptTimings::batch)
        .distinct()
        .sorted()
        .toList();
  }

  /** The sizes of batches whose runs were timed, of any combination, rising. */
  List<Integer> batches() {
    return batches(rows);
  }

  /** What stands in brackets. */
  String intervals() {
    return INTERVALS + (batches().isEmpty() ? "" : RUNS);
  }

  List<ReportColumn> columns() {
    return columns;
  }

  List<ReportRow> rows() {
    return rows;
  }

  Paradigms paradigms() {
    return paradigms;
  }

  /** What was measured of held-out pictures, beside which the combinations are to be seen. */
  List<MeasuredRow> heldOut() {
    return heldOut;
  }

  /** What stands in the columns of the axes beside held-out pictures. */
  static String nameIn(Axis axis, MeasuredRow heldOut) {
    return axis == Axis.STRATEGY ? heldOut.strategy() : "";
  }

  /** The axes on which the combinations differ; at least the strategy. */
  List<Axis> axes() {
    return Arrays.stream(Axis.values())
        .filter(
            axis ->
                axis == Axis.STRATEGY
                    || rows.stream()
                            .map(row -> row.combination().values().text(axis))
                            .distinct()
                            .count()
                        > 1)
        .toList();
  }

  /** The number of a row divided by that of its baseline, where both are there and not zero. */
  Optional<Double> ratio(ReportRow row, ReportColumn column) {
    Optional<Estimate> base =
        row.combination()
            .baseline()
            .flatMap(
                id -> rows.stream().filter(one -> one.combination().id().equals(id)).findFirst())
            .filter(ReportRow::isComplete)
            .map(one -> one.numbers().get(column.name()));
    Optional<Estimate> own = Optional.ofNullable(row.numbers().get(column.name()));
    return own.flatMap(
        mine ->
            base.filter(other -> other.value() != 0).map(other -> mine.value() / other.value()));
  }

  /**
   * A table in Markdown, with what is not comparable and where the numbers come from.
   *
   * @return its lines
   */
  public List<String> markdown() {
    List<String> head = new ArrayList<>(axes().stream().map(Axis::toString).toList());
    head.add("images");
    columns.forEach(column -> head.addAll(List.of(column.title(), "ratio")));
    List<String> lines = new ArrayList<>(List.of(line(head)));
    lines.add("|" + " --- |".repeat(head.size()));
    for (ReportRow row : rows) {
      List<String> cells =
          new ArrayList<>(
              axes().stream().map(axis -> row.combination().values().text(axis)).toList());
      cells.add(images(row));
      for (ReportColumn column : columns) {
        Estimate estimate = row.numbers().get(column.name());
        cells.add(estimate == null ? "" : column.text(estimate));
        cells.add(ratio(row, column).map(ratio -> Numbers.fixed(ratio, 3)).orElse(""));
      }
      lines.add(line(cells));
    }
    for (MeasuredRow row : heldOut) {
      List<String> cells = new ArrayList<>(axes().stream().map(axis -> nameIn(axis, row)).toList());
      cells.add(Integer.toString(row.images()));
      for (ReportColumn column : columns) {
        Estimate estimate = row.measures().get(column.name());
        cells.addAll(List.of(estimate == null ? "" : column.text(estimate), ""));
      }
      lines.add(line(cells));
    }
    lines.addAll(List.of("", intervals(), ""));
    Comparability.problems(rows).forEach(problem -> lines.add("- " + problem));
    lines.add("");
    provenance().forEach(each -> lines.add("- " + each));
    return lines;
  }

  static String images(ReportRow row) {
    int all = row.combination().folder().plan().images();
    return row.isComplete() ? Integer.toString(all) : row.images().size() + " of " + all;
  }

  private static String line(List<String> cells) {
    return "| "
        + String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
        + " |";
  }

  /** Where the numbers come from, in lines. */
  List<String> provenance() {
    List<String> lines = new ArrayList<>();
    lines.add("experiment: " + plan.get("experiment"));
    for (ReportRow row : rows) {
      String name = row.combination().values().toString();
      lines.add(name + ": " + row.combination().id() + ", weights " + row.combination().weights());
      row.combination().folder().environments().forEach(each -> lines.add(name + ": " + each));
      row.protocols().forEach((measure, each) -> lines.add(name + ", " + measure + ": " + each));
    }
    return lines.stream().distinct().toList();
  }

  /**
   * The numbers, separated by commas, unrounded.
   *
   * @return its lines
   */
  public List<String> csv() {
    List<String> head = new ArrayList<>(Axis.names());
    head.addAll(List.of("id", "images"));
    for (ReportColumn column : columns) {
      for (String part : List.of("", "_low", "_high", "_ratio")) {
        head.add(column.name() + part);
      }
    }
    List<String> lines = new ArrayList<>(List.of(String.join(",", head)));
    for (ReportRow row : rows) {
      List<String> cells = new ArrayList<>();
      for (Axis axis : Axis.values()) {
        cells.add('"' + row.combination().values().text(axis).replace("\"", "\"\"") + '"');
      }
      cells.add(row.combination().id());
      cells.add(Integer.toString(row.images().size()));
      for (ReportColumn column : columns) {
        addNumbers(cells, row.numbers().get(column.name()));
        cells.add(ratio(row, column).map(ratio -> Double.toString(ratio)).orElse(""));
      }
      lines.add(String.join(",", cells));
    }
    for (MeasuredRow row : heldOut) {
      List<String> cells = new ArrayList<>();
      for (Axis axis : Axis.values()) {
        cells.add('"' + nameIn(axis, row).replace("\"", "\"\"") + '"');
      }
      cells.addAll(List.of("", Integer.toString(row.images())));
      for (ReportColumn column : columns) {
        addNumbers(cells, row.measures().get(column.name()));
        cells.add("");
      }
      lines.add(String.join(",", cells));
    }
    return lines;
  }

  private static void addNumbers(List<String> cells, Estimate estimate) {
    cells.add(estimate == null ? "" : Double.toString(estimate.value()));
    cells.add(estimate == null ? "" : Double.toString(estimate.low()));
    cells.add(estimate == null ? "" : Double.toString(estimate.high()));
  }

  /**
   * Everything as JSON.
   *
   * @return plan, combinations, and what is not comparable
   */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.add("experiment", plan.get("experiment"));
    JsonArray array = new JsonArray();
    for (ReportRow row : rows) {
      JsonObject each = new JsonObject();
      each.addProperty("id", row.combination().id());
      each.add("values", row.combination().values().json());
      each.addProperty("weights", row.combination().weights());
      row.combination().baseline().ifPresent(id -> each.addProperty("baseline", id));
      each.addProperty("images", row.images().size());
      each.addProperty("complete", row.isComplete());
      for (ReportColumn column : columns) {
        Estimate estimate = row.numbers().get(column.name());
        if (estimate != null) {
          JsonObject number = new JsonObject();
          number.addProperty("value", estimate.value());
          number.addProperty("low", estimate.low());
          number.addProperty("high", estimate.high());
          ratio(row, column).ifPresent(ratio -> number.addProperty("ratio", ratio));
          each.add(column.name(), number);
        }
      }
      JsonArray machines = new JsonArray();
      row.combination().folder().environments().forEach(machines::add);
      each.add("environments", machines);
      array.add(each);
    }
    json.add("combinations", array);
    JsonArray real = new JsonArray();
    heldOut.forEach(row -> real.add(row.json()));
    json.add("heldOut", real);
    JsonArray problems = new JsonArray();
    Comparability.problems(rows).forEach(problems::add);
    json.add("notComparable", problems);
    return json;
  }
}
