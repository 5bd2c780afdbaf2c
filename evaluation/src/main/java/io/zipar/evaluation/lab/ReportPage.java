/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.experiment.MeasuredRow;
import io.zipar.evaluation.page.PageParts;
import io.zipar.evaluation.report.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as one page that needs nothing else: a table that can be sorted by each column, quality
 * against passes and time, how passes went, pictures of the same seed side by side, timings, what
 * is not comparable, and where the numbers come from.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ReportPage {
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
    return PageParts.text(ReportPage.class, "report.html")
        .replace("@style@", PageParts.style(ReportPage.class, "report.css"))
        .replace("@script@", PageParts.text(ReportPage.class, "report.js"))
        .replace("@timings@", timings())
        .replace("@pictures@", new PictureTable(report.rows()).html())
        .replace("@notes@", list(Comparability.problems(report.rows())))
        .replace("@provenance@", list(report.provenance()))
        .replace("@intervals@", escaped(report.intervals()))
        .replace("@table@", table())
        .replace("@data@", PageParts.data(ReportData.of(report)));
  }

  private String timings() {
    StringBuilder html = new StringBuilder();
    for (int batch : report.batches()) {
      for (ReportRow row : report.rows()) {
        row.timings(batch).ifPresent(each -> addTimed(html, row, each));
      }
    }
    if (html.isEmpty()) {
      return "<p>No run was timed for its own sake (\"timings\" in the experiment); times above are"
          + " those of the runs that made the images, which are traced.</p>";
    }
    return "<p>Runs of each combination in turns, untraced; milliseconds an image."
        + " Those of the warm-up stand apart and count nowhere.</p>\n"
        + "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>"
        + Stream.of(
                "combination",
                "batch",
                "images",
                "passes",
                "runs after warm-up",
                "median",
                "least",
                "most",
                "median ms a pass",
                "warm-up")
            .map(each -> "<th scope=\"col\">" + each + "</th>")
            .collect(Collectors.joining())
            .replaceFirst(">", " class=\"words\">")
        + "</tr></thead><tbody>"
        + html
        + "</tbody></table></div>";
  }

  private static void addTimed(StringBuilder html, ReportRow row, KeptTimings timed) {
    html.append("<tr><th scope=\"row\">")
        .append(escaped(row.combination().values().toString()))
        .append("</th>");
    double images = timed.images();
    for (String cell :
        List.of(
            Integer.toString(timed.batch()),
            Integer.toString(timed.images()),
            Integer.toString(timed.passes()),
            timed.counted().length + " after " + timed.warmUp().length,
            Numbers.fixed(timed.median() / images, 1),
            Numbers.fixed(timed.least() / images, 1),
            Numbers.fixed(timed.most() / images, 1),
            Numbers.fixed(timed.median() / Math.max(1, timed.passes()), 2),
            Arrays.stream(timed.warmUp())
                .mapToObj(ms -> Numbers.fixed(ms / images, 1))
                .collect(Collectors.joining(", ")))) {
      html.append("<td>").append(cell).append("</td>");
    }
    html.append("</tr>\n");
  }

  private String table() {
    StringBuilder html = new StringBuilder("<thead><tr>");
    for (Axis axis : report.axes()) {
      head(html, axis.toString(), " class=\"words\"");
    }
    head(html, "images", "");
    for (ReportColumn column : report.columns()) {
      head(html, column.title(), "");
      head(html, "ratio", "");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (ReportRow row : report.rows()) {
      html.append("<tr data-row=\"").append(report.rows().indexOf(row)).append("\">");
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
    return html.append("</tbody>\n").append(heldOut()).toString();
  }

  /** Below the combinations, however these are sorted. */
  private String heldOut() {
    StringBuilder html = new StringBuilder();
    for (MeasuredRow row : report.heldOut()) {
      html.append("<tr>");
      for (Axis axis : report.axes()) {
        html.append("<th scope=\"row\">")
            .append(escaped(ExperimentReport.nameIn(axis, row)))
            .append("</th>");
      }
      cell(html, Optional.empty(), Integer.toString(row.images()));
      for (ReportColumn column : report.columns()) {
        Optional<Estimate> estimate = Optional.ofNullable(row.measures().get(column.name()));
        cell(html, Optional.empty(), estimate.map(column::text).orElse(""));
        cell(html, Optional.empty(), "");
      }
      html.append("</tr>\n");
    }
    return html.isEmpty() ? "" : "<tfoot>\n" + html + "</tfoot>";
  }

  private static void head(StringBuilder html, String title, String attributes) {
    html.append("<th scope=\"col\"")
        .append(attributes)
        .append("><button type=\"button\">")
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

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
