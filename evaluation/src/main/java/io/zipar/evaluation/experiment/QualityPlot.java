/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.Measure;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Quality against what it costs: a row of panels for each measure, a colour for each paradigm,
 * whose marks are joined to lines in order of their cost; bars for the intervals. Each doubling of
 * the cost is as wide as another.
 */
@ApiStatus.Experimental(since = "0.1")
public final class QualityPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int MARGIN = 12;
  private static final int MARK = 9;
  private static final int LABEL = 11;

  /** How far a label stands from its mark or another label, as a share of what the panel spans. */
  private static final double LIFT = 0.04;

  /** How wide a character of a label is, as a share of what the panel spans. */
  private static final double CHARACTER = 0.015;

  private static final List<String> MEASURES = List.of("frechet", "accuracy", "nll");
  private static final List<String> LOWER_IS_BETTER = List.of("frechet", "nll");

  /** Told apart also by those who see no red or no green. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x555555),
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xB8860B),
          new Color(0x7B3FA0),
          new Color(0x2BA5D8),
          new Color(0x8C3B1E),
          new Color(0x6B8E23));

  private QualityPlot() {}

  /**
   * The colour of a paradigm.
   *
   * @param paradigm its number, from 0 on
   * @return red, green and blue, the same for every tenth
   */
  public static Color colour(int paradigm) {
    return COLOURS.get(paradigm % COLOURS.size());
  }

  /**
   * Draws the plot.
   *
   * @param all the measures; shown are Frechet distance, accuracy and NLL, as far as there are any
   * @param costTitle what the cost is, with its unit
   * @param points the marks; measures that one lacks are left out
   * @return a picture
   */
  public static BufferedImage draw(Measures all, String costTitle, List<QualityPoint> points) {
    Map<String, List<QualityPoint>> panels = new LinkedHashMap<>();
    points.forEach(
        point -> panels.computeIfAbsent(point.panel(), any -> new ArrayList<>()).add(point));
    List<String> paradigms = points.stream().map(QualityPoint::paradigm).distinct().toList();
    List<Measure> measures =
        MEASURES.stream()
            .flatMap(name -> all.named(name).stream())
            .filter(each -> points.stream().anyMatch(point -> has(point, each)))
            .toList();
    int columns = Math.max(1, panels.size());
    int rows = Math.max(1, measures.size());
    BufferedImage picture =
        new BufferedImage(columns * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    for (Measure measure : measures) {
      panels.forEach(
          (name, marks) -> {
            panel(measure, name, costTitle, paradigms, marks).paint(graphics, WIDTH, HEIGHT);
            graphics.translate(WIDTH, 0);
          });
      graphics.translate(-columns * WIDTH, HEIGHT);
    }
    graphics.dispose();
    return picture;
  }

  private static boolean has(QualityPoint point, Measure measure) {
    return point.measures().containsKey(measure.name());
  }

  private static XYChart panel(
      Measure measure,
      String name,
      String costTitle,
      List<String> paradigms,
      List<QualityPoint> points) {
    String better = LOWER_IS_BETTER.contains(measure.name()) ? "lower" : "higher";
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(name)
            .xAxisTitle(costTitle)
            .yAxisTitle(measure.title() + " (" + better + " is better)")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setChartPadding(MARGIN);
    chart.getStyler().setMarkerSize(MARK);
    chart.getStyler().setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, LABEL));
    chart.getStyler().setxAxisTickLabelsFormattingFunction(QualityPlot::cost);
    List<QualityPoint> shown =
        points.stream()
            .filter(point -> has(point, measure))
            .sorted(Comparator.comparingDouble(QualityPoint::cost))
            .toList();
    for (int paradigm = 0; paradigm < paradigms.size(); paradigm++) {
      String title = paradigms.get(paradigm);
      Map<String, List<QualityPoint>> lines = new LinkedHashMap<>();
      for (QualityPoint point : shown) {
        if (point.paradigm().equals(title)) {
          lines.computeIfAbsent(point.line(), any -> new ArrayList<>()).add(point);
        }
      }
      for (List<QualityPoint> marks : lines.values()) {
        add(chart, measure, colour(paradigm), marks);
      }
    }
    label(chart, measure, shown);
    return chart;
  }

  private static void add(XYChart chart, Measure measure, Color colour, List<QualityPoint> marks) {
    double[] costs = marks.stream().mapToDouble(QualityPlot::place).toArray();
    double[] values = marks.stream().mapToDouble(mark -> estimate(mark, measure).value()).toArray();
    double[] bars =
        marks.stream()
            .mapToDouble(
                mark -> (estimate(mark, measure).high() - estimate(mark, measure).low()) / 2)
            .toArray();
    String paradigm = marks.get(0).paradigm();
    boolean isFirst = !chart.getSeriesMap().containsKey(paradigm);
    String name = isFirst ? paradigm : paradigm + " " + chart.getSeriesMap().size();
    XYSeries series = chart.addSeries(name, costs, values, bars);
    series.setShowInLegend(isFirst);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(colour);
    series.setLineColor(colour);
  }

  /** Writes the labels above or below their marks, as near as no other label stands. */
  private static void label(XYChart chart, Measure measure, List<QualityPoint> marks) {
    DoubleSummaryStatistics heights = new DoubleSummaryStatistics();
    DoubleSummaryStatistics places = new DoubleSummaryStatistics();
    for (QualityPoint mark : marks) {
      heights.accept(estimate(mark, measure).low());
      heights.accept(estimate(mark, measure).high());
      places.accept(place(mark));
    }
    double lift = LIFT * (heights.getMax() - heights.getMin());
    double character = CHARACTER * (places.getMax() - places.getMin());
    List<Label> written = new ArrayList<>();
    for (QualityPoint mark : marks) {
      if (mark.label().isEmpty()) {
        continue;
      }
      double value = estimate(mark, measure).value();
      Label label = new Label(mark.label(), place(mark), value + lift);
      for (int tried = 1; isTaken(label, written, lift, character); tried++) {
        double away = tried / 2 + 1;
        label = new Label(label.text(), label.x(), value + (tried % 2 == 0 ? away : -away) * lift);
      }
      written.add(label);
      chart.addAnnotation(new AnnotationText(label.text(), label.x(), label.y(), false));
      heights.accept(label.y());
    }
    // One height alone, or none, spans nothing: the chart makes room by itself.
    if (lift > 0) {
      chart.getStyler().setYAxisMin(heights.getMin() - lift);
      chart.getStyler().setYAxisMax(heights.getMax() + lift);
    }
  }

  private static boolean isTaken(Label label, List<Label> written, double lift, double character) {
    return written.stream()
        .anyMatch(
            other ->
                Math.abs(label.x() - other.x())
                        < character * (label.text().length() + other.text().length()) / 2
                    && Math.abs(label.y() - other.y()) < 0.9 * lift);
  }

  /** The estimate as it is shown. */
  private static Estimate estimate(QualityPoint point, Measure measure) {
    Estimate plain = point.measures().get(measure.name());
    double factor = measure.factor();
    return new Estimate(factor * plain.value(), factor * plain.low(), factor * plain.high());
  }

  private static double place(QualityPoint point) {
    return Math.log(point.cost()) / Math.log(2);
  }

  private static String cost(double place) {
    double cost = Math.pow(2, place);
    return cost >= 10
        ? String.format(Locale.ROOT, "%.0f", cost)
        : String.format(Locale.ROOT, "%.2g", cost);
  }

  private record Label(String text, double x, double y) {}
}
