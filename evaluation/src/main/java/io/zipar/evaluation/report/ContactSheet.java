/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import io.zipar.ApiStatus;
import io.zipar.ZiparException;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pictures side by side on one sheet: a labelled row for each strategy, a titled column for each
 * image. Small pictures are enlarged by a whole factor, so that every pixel stays a square.
 *
 * @param columnTitles a title for each column
 * @param rows the rows, all pictures of one size
 */
@ApiStatus.Experimental(since = "0.1")
public record ContactSheet(List<String> columnTitles, List<SheetRow> rows) {
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
  private static final Font DETAIL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  private static final Color PAPER = Color.WHITE;
  private static final Color INK = new Color(0x20, 0x20, 0x20);
  private static final Color PALE_INK = new Color(0x60, 0x60, 0x60);

  /**
   * Checks that every row has a picture for every column.
   *
   * @throws IllegalArgumentException if there is no row, or one is too short or too long
   */
  public ContactSheet {
    columnTitles = List.copyOf(columnTitles);
    rows = List.copyOf(rows);
    if (rows.isEmpty() || columnTitles.isEmpty()) {
      throw new IllegalArgumentException("a contact sheet needs at least one picture");
    }
    for (SheetRow row : rows) {
      if (row.pictures().size() != columnTitles.size()) {
        throw new IllegalArgumentException(
            row.pictures().size() + " pictures under " + columnTitles.size() + " titles");
      }
    }
  }

  /**
   * Checks that this machine has a font for the labels, which a bare container may lack.
   *
   * @throws ZiparException if it has none; says what to install
   */
  public static void requireFont() {
    try {
      graphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)).getFontMetrics(TITLE);
    } catch (RuntimeException | InternalError | LinkageError e) {
      throw new ZiparException(
          "labels in pictures need a font, and this machine has none:"
              + " install fontconfig and any font, for example fonts-dejavu-core",
          e);
    }
  }

  /**
   * Paints the sheet.
   *
   * @return a picture
   */
  public BufferedImage paint() {
    SheetLayout layout = layout();
    BufferedImage sheet =
        new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = graphics(sheet);
    try {
      canvas.setColor(PAPER);
      canvas.fillRect(0, 0, layout.width(), layout.height());
      for (int column = 0; column < columnTitles.size(); column++) {
        canvas.setFont(DETAIL);
        canvas.setColor(PALE_INK);
        canvas.drawString(
            fitted(columnTitles.get(column), canvas.getFontMetrics(), layout.cellWidth()),
            layout.x(column),
            SheetLayout.GAP + canvas.getFontMetrics().getAscent());
      }
      for (int row = 0; row < rows.size(); row++) {
        paintRow(canvas, layout, row);
      }
    } finally {
      canvas.dispose();
    }
    return sheet;
  }

  private SheetLayout layout() {
    Graphics2D canvas = graphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
    try {
      FontMetrics title = canvas.getFontMetrics(TITLE);
      FontMetrics detail = canvas.getFontMetrics(DETAIL);
      int labelWidth =
          rows.stream()
              .flatMap(
                  row ->
                      Stream.concat(
                          Stream.of(title.stringWidth(row.title())),
                          row.details().stream().map(detail::stringWidth)))
              .max(Integer::compare)
              .orElseThrow();
      BufferedImage first = rows.get(0).pictures().get(0);
      int factor = SheetLayout.enlargement(first.getWidth(), first.getHeight());
      int lines = rows.stream().mapToInt(row -> row.details().size()).max().orElse(0);
      int labelHeight = title.getHeight() + lines * detail.getHeight();
      return new SheetLayout(
          labelWidth,
          detail.getHeight() + SheetLayout.GAP / 2,
          factor * first.getWidth(),
          Math.max(labelHeight, factor * first.getHeight()),
          rows.size(),
          columnTitles.size());
    } finally {
      canvas.dispose();
    }
  }

  private void paintRow(Graphics2D canvas, SheetLayout layout, int number) {
    SheetRow row = rows.get(number);
    canvas.setFont(TITLE);
    canvas.setColor(INK);
    int baseline = layout.y(number) + canvas.getFontMetrics().getAscent();
    canvas.drawString(row.title(), SheetLayout.GAP, baseline);
    canvas.setFont(DETAIL);
    canvas.setColor(PALE_INK);
    for (String line : row.details()) {
      baseline += canvas.getFontMetrics().getHeight();
      canvas.drawString(line, SheetLayout.GAP, baseline);
    }
    for (int column = 0; column < row.pictures().size(); column++) {
      BufferedImage picture = row.pictures().get(column);
      int factor = SheetLayout.enlargement(picture.getWidth(), picture.getHeight());
      canvas.drawImage(
          picture,
          layout.x(column),
          layout.y(number),
          factor * picture.getWidth(),
          factor * picture.getHeight(),
          null);
    }
  }

  private static String fitted(String text, FontMetrics metrics, int width) {
    String shown = text;
    while (shown.length() > 1 && metrics.stringWidth(shown) > width) {
      shown = shown.substring(0, shown.length() - 2) + "\u2026";
    }
    return shown;
  }

  private static Graphics2D graphics(BufferedImage target) {
    Graphics2D canvas = target.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    return canvas;
  }
}
