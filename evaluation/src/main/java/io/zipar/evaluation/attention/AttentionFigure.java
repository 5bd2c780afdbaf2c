/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.attention;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Attention as pictures and numbers, as figure 3 of the paper on ZipAR shows it. */
@ApiStatus.Experimental(since = "0.1")
public final class AttentionFigure {
  private static final int LARGE = 720;
  private static final int WIDTH = 720;
  private static final int HEIGHT = 440;

  /** Weights below this share of the greatest are black. */
  private static final double DARKEST = 1e-4;

  private AttentionFigure() {}

  /**
   * Draws a matrix: a line for each token that attends, a column for each token that is attended
   * to, in raster order; brighter is more, on a logarithmic scale of four decades.
   *
   * @param matrix who attends to what
   * @return a square picture of at least one pixel for each pair
   */
  public static BufferedImage picture(AttentionMatrix matrix) {
    int cells = matrix.grid().cells();
    int pixels = Math.max(1, LARGE / cells);
    double greatest = Double.MIN_NORMAL;
    for (int from = 0; from < cells; from++) {
      for (int to = 0; to < cells; to++) {
        greatest = Math.max(greatest, matrix.weight(from, to));
      }
    }
    BufferedImage picture =
        new BufferedImage(cells * pixels, cells * pixels, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        double share = matrix.weight(y / pixels, x / pixels) / greatest;
        double bright = share <= DARKEST ? 0 : 1 - Math.log(share) / Math.log(DARKEST);
        picture.setRGB(x, y, colour(bright));
      }
    }
    return picture;
  }

  /** From black over red and yellow to white. */
  private static int colour(double bright) {
    int red = level(3 * bright);
    int green = level(3 * bright - 1);
    int blue = level(3 * bright - 2);
    return red << 16 | green << 8 | blue;
  }

  private static int level(double value) {
    return (int) Math.round(255 * Math.min(1, Math.max(0, value)));
  }

  /**
   * Draws the share of attention that falls on the same column of earlier rows, by distance, beside
   * that of another column.
   *
   * @param shares at least one
   * @param title what is shown
   * @return a picture
   */
  public static BufferedImage curve(List<ColumnShare> shares, String title) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("rows above")
            .yAxisTitle("share of attention")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    double[] distances = shares.stream().mapToDouble(ColumnShare::distance).toArray();
    chart.addSeries(
        "cell of the same column",
        distances,
        shares.stream().mapToDouble(ColumnShare::sameColumn).toArray());
    chart.addSeries(
        "mean of the other cells of the row",
        distances,
        shares.stream().mapToDouble(ColumnShare::otherColumn).toArray());
    return BitmapEncoder.getBufferedImage(chart);
  }

  /**
   * The numbers of the pictures.
   *
   * @param matrix who attends to what
   * @param shares those of the matrix
   * @return grid, mean share of the prefix, and the shares by distance
   */
  public static JsonObject numbers(AttentionMatrix matrix, List<ColumnShare> shares) {
    double prefix = 0;
    int tokens = 0;
    for (int cell = 0; cell < matrix.grid().cells(); cell++) {
      if (matrix.attends(cell)) {
        prefix += matrix.prefix(cell);
        tokens++;
      }
    }
    JsonArray rows = new JsonArray();
    for (ColumnShare share : shares) {
      JsonObject row = new JsonObject();
      row.addProperty("rowsAbove", share.distance());
      row.addProperty("sameColumn", share.sameColumn());
      row.addProperty("otherColumn", share.otherColumn());
      rows.add(row);
    }
    JsonObject numbers = new JsonObject();
    numbers.addProperty("grid", matrix.grid().toString());
    numbers.addProperty("prefix", tokens == 0 ? 0 : prefix / tokens);
    numbers.add("byDistance", rows);
    return numbers;
  }
}
