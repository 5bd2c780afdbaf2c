/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.report.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A report as one page that needs nothing else: a table that can be sorted by each column, what is
 * not comparable, and where the numbers come from.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ReportPage {
  private static final String TEMPLATE = "report.html";

  private final ExperimentReport report;

  /**
   * Creates a page.
   *
   * @param report what it shows
   */
  public ReportPage(ExperimentReport report) {
    this.report = report;
  }

  /**
   * The page.
   *
   * @return HTML
   */
  public String html() {
    return template()
        .replace("@notes@", list(Comparability.problems(report.rows())))
        .replace("@provenance@", list(report.provenance()))
        .replace("@intervals@", escaped(ExperimentReport.INTERVALS))
        .replace("@table@", table());
  }

  private static String template() {
    try (InputStream in = ReportPage.class.getResourceAsStream(TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String table() {
    StringBuilder html = new StringBuilder("<thead><tr>");
    for (Axis axis : report.axes()) {
      head(html, axis.toString());
    }
    head(html, "images");
    for (ReportColumn column : report.columns()) {
      head(html, column.title());
      head(html, "ratio");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (ReportRow row : report.rows()) {
      html.append("<tr>");
      for (Axis axis : report.axes()) {
        html.append("<th scope=\"row\">")
            .append(escaped(row.combination().values().text(axis)))
            .append("</th>");
      }
      cell(html, Optional.of((double) row.images().size()), ExperimentReport.images(row));
      for (ReportColumn column : report.columns()) {
        Optional<Estimate> estimate = Optional.ofNullable(row.numbers().get(column.name()));
        cell(html, estimate.map(Estimate::value), estimate.map(column::text).orElse(""));
        Optional<Double> ratio = report.ratio(row, column);
        cell(html, ratio, ratio.map(each -> Numbers.fixed(each, 3)).orElse(""));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>").toString();
  }

  private static void head(StringBuilder html, String title) {
    html.append("<th scope=\"col\"><button type=\"button\">")
        .append(escaped(title))
        .append("</button></th>");
  }

  private static void cell(StringBuilder html, Optional<Double> value, String text) {
    html.append("<td");
    value.ifPresent(each -> html.append(" data-value=\"").append(each).append('"'));
    html.append('>').append(escaped(text)).append("</td>");
  }

  private static String list(List<String> lines) {
    StringBuilder html = new StringBuilder();
    for (String line : lines.isEmpty() ? List.of("nothing") : lines) {
      html.append("<li>").append(escaped(line)).append("</li>\n");
    }
    return html.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
