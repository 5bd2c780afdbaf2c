/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.Measure;
import io.zipar.pipeline.output.OutputFile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an evaluation found, in the forms it is written in.
 *
 * @param settings what all rows share
 * @param measures what was measured, in the order of the columns
 * @param real the rows of real pictures
 * @param rows the rows of the combinations
 */
@ApiStatus.Experimental(since = "0.1")
public record EvaluationReport(
    JsonObject settings, Measures measures, List<MeasuredRow> real, List<MeasuredRow> rows) {
  private static final String PASSES = "passes";

  /** What varies along a line of the plot. */
  private static final Pattern WINDOW = Pattern.compile("[:,]window=\\d+$|(?<=[:,])window=\\d+,");

  /** Copies the lists. */
  public EvaluationReport {
    real = List.copyOf(real);
    rows = List.copyOf(rows);
  }

  /**
   * A table in Markdown, with the settings below it.
   *
   * @return its lines
   */
  public List<String> markdown() {
    List<String> head = new ArrayList<>(List.of("strategy", "guidance", "visibility", "images"));
    for (Measure measure : measures.all()) {
      head.add(measure.title());
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(head));
    lines.add("|" + " --- |".repeat(head.size()));
    for (MeasuredRow row : all()) {
      lines.add(line(cells(row)));
    }
    lines.add("");
    lines.add(
        "In brackets: 95% bootstrap intervals within classes. Lower is better for the Frechet"
            + " distance, which only compares at equal numbers of images. Seconds are wall time of"
            + " a batch divided by its images.");
    lines.add("");
    for (Map.Entry<String, ?> setting : settings.entrySet()) {
      lines.add("- " + setting.getKey() + ": " + settings.get(setting.getKey()));
    }
    return lines;
  }

  private List<String> cells(MeasuredRow row) {
    List<String> cells = new ArrayList<>();
    cells.add(row.strategy());
    cells.add(row.guidance());
    cells.add(row.visibility());
    cells.add(Integer.toString(row.images()));
    for (Measure measure : measures.all()) {
      Estimate estimate = row.measures().get(measure.name());
      cells.add(estimate == null ? "" : Measures.text(measure, estimate));
    }
    return cells;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private List<MeasuredRow> all() {
    List<MeasuredRow> all = new ArrayList<>(real);
    all.addAll(rows);
    return all;
  }

  /**
   * The numbers, separated by commas, unrounded.
   *
   * @return content of a file
   */
  public OutputFile csv() {
    List<String> head = new ArrayList<>(List.of("strategy", "guidance", "visibility", "images"));
    for (Measure measure : measures.all()) {
      head.addAll(List.of(measure.name(), measure.name() + "_low", measure.name() + "_high"));
    }
    List<String> lines = new ArrayList<>(List.of(String.join(",", head)));
    for (MeasuredRow row : all()) {
      List<String> cells = new ArrayList<>();
      cells.add('"' + row.strategy().replace("\"", "\"\"") + '"');
      cells.add(row.guidance());
      cells.add(row.visibility());
      cells.add(Integer.toString(row.images()));
      for (Measure measure : measures.all()) {
        Estimate estimate = row.measures().get(measure.name());
        cells.add(estimate == null ? "" : Double.toString(estimate.value()));
        cells.add(estimate == null ? "" : Double.toString(estimate.low()));
        cells.add(estimate == null ? "" : Double.toString(estimate.high()));
      }
      lines.add(String.join(",", cells));
    }
    return text(lines);
  }

  /**
   * Lines as a file.
   *
   * @param lines the lines
   * @return content of a file
   */
  public static OutputFile text(List<String> lines) {
    String text = String.join("\n", lines) + "\n";
    return target -> target.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Everything as JSON.
   *
   * @return settings, real pictures and results
   */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.add("settings", settings);
    json.add("real", array(real));
    json.add("results", array(rows));
    return json;
  }

  /**
   * Quality against passes: a panel for each guidance, a line for each strategy and visibility
   * along its windows.
   *
   * @return a picture of the rows that have passes
   */
  public BufferedImage plot() {
    List<QualityPoint> points = new ArrayList<>();
    for (MeasuredRow row : rows) {
      Estimate passes = row.measures().get(PASSES);
      if (passes != null && passes.value() > 0) {
        String line = WINDOW.matcher(row.strategy()).replaceAll("") + ", " + row.visibility();
        points.add(
            new QualityPoint(
                "guidance " + row.guidance(), line, line, "", passes.value(), row.measures()));
      }
    }
    return QualityPlot.draw(measures, "forward passes", points);
  }

  private static JsonArray array(List<MeasuredRow> rows) {
    JsonArray array = new JsonArray();
    rows.forEach(row -> array.add(row.json()));
    return array;
  }
}
