/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.experiment.QualityPlot;
import io.zipar.evaluation.experiment.QualityPoint;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pictures of a report for where no page can be: quality against passes and against seconds, each
 * strategy with its options in a colour of its own. Immutable.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ReportPlots {
  private static final double MILLIS = 1000;

  private final ExperimentReport report;
  private final Measures measures;

  /**
   * Creates plots.
   *
   * @param report what they show
   * @param measures the measures that there are
   */
  public ReportPlots(ExperimentReport report, Measures measures) {
    this.report = report;
    this.measures = measures;
  }

  /**
   * Quality against passes.
   *
   * @return a picture
   */
  public BufferedImage passes() {
    List<QualityPoint> points = new ArrayList<>();
    for (ReportRow row : report.rows()) {
      add(points, row, "", Optional.ofNullable(row.numbers().get(ReportRow.PASSES.name())), 1);
    }
    return QualityPlot.draw(measures, "forward passes an image", points);
  }

  /**
   * Quality against seconds: a column of panels for each size of batch that was timed; without
   * timings one, of the runs that made the images.
   *
   * @return a picture
   */
  public BufferedImage seconds() {
    List<QualityPoint> points = new ArrayList<>();
    for (int batch : report.batches()) {
      for (ReportRow row : report.rows()) {
        String column = ReportColumn.timed(batch).name();
        add(points, row, "batch " + batch, Optional.ofNullable(row.numbers().get(column)), 1);
      }
    }
    if (report.batches().isEmpty()) {
      for (ReportRow row : report.rows()) {
        Estimate millis = row.numbers().get(ReportRow.MILLIS.name());
        add(points, row, "", Optional.ofNullable(millis), MILLIS);
      }
    }
    return QualityPlot.draw(measures, "seconds an image", points);
  }

  private void add(
      List<QualityPoint> points,
      ReportRow row,
      String panel,
      Optional<Estimate> cost,
      double divisor) {
    cost.map(each -> each.value() / divisor)
        .filter(value -> value > 0)
        .ifPresent(
            value ->
                points.add(
                    new QualityPoint(
                        panel(row, panel),
                        report.paradigms().of(row),
                        Paradigms.line(row),
                        Paradigms.label(row),
                        value,
                        row.numbers())));
  }

  /** The axes on which combinations differ, but for those that lines and labels tell. */
  private String panel(ReportRow row, String more) {
    return Stream.concat(
            report.axes().stream()
                .filter(axis -> axis != Axis.STRATEGY && axis != Axis.MODEL)
                .map(axis -> axis + " " + row.combination().values().text(axis)),
            Stream.of(more))
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(", "));
  }
}
