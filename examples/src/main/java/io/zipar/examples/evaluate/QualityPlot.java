/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.evaluate;

import io.zipar.evaluation.Estimate;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Quality against passes: a line for each guidance and visibility, bars for the intervals. */
public final class QualityPlot {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 640;
  private static final int MARGIN = 12;

  private QualityPlot() {}

  /**
   * Draws the plot.
   *
   * @param rows rows with passes and a Frechet distance; others are left out
   * @return a picture
   */
  public static BufferedImage draw(List<MeasuredRow> rows) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Quality against passes")
            .xAxisTitle("forward passes")
            .yAxisTitle(Measure.FRECHET.title() + " (lower is better)")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setChartPadding(MARGIN);
    series(rows).forEach((name, points) -> add(chart, name, points));
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static Map<String, List<MeasuredRow>> series(List<MeasuredRow> rows) {
    Map<String, List<MeasuredRow>> series = new LinkedHashMap<>();
    for (MeasuredRow row : rows) {
      if (row.measures().keySet().containsAll(List.of(Measure.PASSES, Measure.FRECHET))) {
        String name = "guidance " + row.guidance() + ", " + row.visibility();
        series.computeIfAbsent(name, any -> new ArrayList<>()).add(row);
      }
    }
    return series;
  }

  private static void add(XYChart chart, String name, List<MeasuredRow> points) {
    points.sort(Comparator.comparingDouble(row -> value(row, Measure.PASSES)));
    double[] passes = points.stream().mapToDouble(row -> value(row, Measure.PASSES)).toArray();
    double[] distances = points.stream().mapToDouble(row -> value(row, Measure.FRECHET)).toArray();
    double[] bars =
        points.stream()
            .map(row -> row.measures().get(Measure.FRECHET))
            .mapToDouble(estimate -> halfLength(estimate))
            .toArray();
    chart.addSeries(name, passes, distances, bars);
  }

  private static double value(MeasuredRow row, Measure measure) {
    return row.measures().get(measure).value();
  }

  private static double halfLength(Estimate estimate) {
    return (estimate.high() - estimate.low()) / 2;
  }
}
