/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.Measure;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Quality against passes: a row of panels for each measure, a panel for each guidance, a line for
 * each strategy and visibility along its windows, bars for the intervals.
 */
@ApiStatus.Experimental(since = "0.1")
public final class QualityPlot {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 440;
  private static final int MARGIN = 12;
  private static final String PASSES = "passes";
  private static final List<String> MEASURES = List.of("frechet", "nll");

  /** What varies along a line. */
  private static final Pattern WINDOW = Pattern.compile("[:,]window=\\d+$|(?<=[:,])window=\\d+,");

  private QualityPlot() {}

  /**
   * Draws the plot.
   *
   * @param all the measures
   * @param rows rows with passes; others, and measures that a row lacks, are left out
   * @return a picture
   */
  public static BufferedImage draw(Measures all, List<MeasuredRow> rows) {
    Map<String, List<MeasuredRow>> guidances = new LinkedHashMap<>();
    for (MeasuredRow row : rows) {
      if (row.measures().containsKey(PASSES)) {
        guidances.computeIfAbsent(row.guidance(), any -> new ArrayList<>()).add(row);
      }
    }
    List<Measure> measures = MEASURES.stream().flatMap(name -> all.named(name).stream()).toList();
    int columns = Math.max(1, guidances.size());
    BufferedImage picture =
        new BufferedImage(columns * WIDTH, measures.size() * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    for (Measure measure : measures) {
      for (Map.Entry<String, List<MeasuredRow>> guidance : guidances.entrySet()) {
        panel(measure, guidance.getKey(), guidance.getValue()).paint(graphics, WIDTH, HEIGHT);
        graphics.translate(WIDTH, 0);
      }
      graphics.translate(-columns * WIDTH, HEIGHT);
    }
    graphics.dispose();
    return picture;
  }

  private static XYChart panel(Measure measure, String guidance, List<MeasuredRow> rows) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("guidance " + guidance)
            .xAxisTitle("forward passes")
            .yAxisTitle(measure.title() + " (lower is better)")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setChartPadding(MARGIN);
    lines(measure.name(), rows).forEach((name, points) -> add(chart, measure.name(), name, points));
    return chart;
  }

  private static Map<String, List<MeasuredRow>> lines(String measure, List<MeasuredRow> rows) {
    Map<String, List<MeasuredRow>> lines = new LinkedHashMap<>();
    for (MeasuredRow row : rows) {
      if (row.measures().containsKey(measure)) {
        String name = WINDOW.matcher(row.strategy()).replaceAll("") + ", " + row.visibility();
        lines.computeIfAbsent(name, any -> new ArrayList<>()).add(row);
      }
    }
    return lines;
  }

  private static void add(XYChart chart, String measure, String name, List<MeasuredRow> unordered) {
    List<MeasuredRow> points =
        unordered.stream().sorted(Comparator.comparingDouble(row -> value(row, PASSES))).toList();
    double[] passes = points.stream().mapToDouble(row -> value(row, PASSES)).toArray();
    double[] values = points.stream().mapToDouble(row -> value(row, measure)).toArray();
    double[] bars =
        points.stream().mapToDouble(row -> halfLength(row.measures().get(measure))).toArray();
    chart.addSeries(name, passes, values, bars);
  }

  private static double value(MeasuredRow row, String measure) {
    return row.measures().get(measure).value();
  }

  private static double halfLength(Estimate estimate) {
    return (estimate.high() - estimate.low()) / 2;
  }
}
