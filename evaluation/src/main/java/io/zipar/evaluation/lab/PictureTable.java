/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.evaluation.store.ImageRow;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * Pictures of the same seed side by side for all combinations, made as small as it takes for all of
 * them to fit into a page.
 *
 * @param rows the combinations
 */
record PictureTable(List<ReportRow> rows) {
  /** Of all pictures together, so that a page stays below 5 MB. */
  private static final int MOST_BYTES = 3_000_000;

  private static final List<Integer> SIDES = List.of(512, 256, 192, 128, 96, 64, 48, 32);

  /** A table, or why there is none. */
  String html() {
    Map<ReportRow, Map<Integer, byte[]>> kept = new LinkedHashMap<>();
    Map<Integer, String> titles = new TreeMap<>();
    for (ReportRow row : rows) {
      Map<Integer, byte[]> pictures = new TreeMap<>();
      for (int image : SamplePictures.kept(row.combination().folder())) {
        Optional<ImageRow> of =
            row.images().stream().filter(each -> each.image() == image).findFirst();
        Optional<byte[]> png = row.combination().folder().picture(image);
        if (of.isPresent() && png.isPresent()) {
          pictures.put(image, png.get());
          titles.put(image, of.get().subject() + ", seed " + of.get().seed());
        }
      }
      kept.put(row, pictures);
    }
    if (titles.isEmpty()) {
      return "<p>No pictures are kept: the model paints none, or the experiment is not complete.</p>";
    }
    for (int side : SIDES) {
      String table = table(kept, titles, side);
      if (table.length() < MOST_BYTES) {
        return table;
      }
    }
    return "<p>There are too many combinations for their pictures to fit into one page; they stand in"
        + " the folders of the combinations.</p>";
  }

  private static String table(
      Map<ReportRow, Map<Integer, byte[]>> kept, Map<Integer, String> titles, int side) {
    StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\">");
    html.append("<table class=\"pictures\"><thead><tr><th scope=\"col\">combination</th>");
    titles
        .values()
        .forEach(
            each ->
                html.append("<th scope=\"col\">").append(ReportPage.escaped(each)).append("</th>"));
    html.append("</tr></thead><tbody>\n");
    kept.forEach(
        (row, pictures) -> {
          String name = ReportPage.escaped(row.combination().values().toString());
          html.append("<tr><th scope=\"row\">").append(name).append("</th>");
          titles.forEach(
              (image, title) -> {
                html.append("<td>");
                byte[] png = pictures.get(image);
                if (png != null) {
                  html.append("<img alt=\"")
                      .append(name)
                      .append(": ")
                      .append(ReportPage.escaped(title))
                      .append("\" src=\"data:image/png;base64,")
                      .append(Base64.getEncoder().encodeToString(atMost(png, side)))
                      .append("\">");
                }
                html.append("</td>");
              });
          html.append("</tr>\n");
        });
    return html.append("</tbody></table></div>").toString();
  }

  /** The picture, no side of it longer than this. */
  private static byte[] atMost(byte[] png, int side) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
      int longest = Math.max(picture.getWidth(), picture.getHeight());
      if (longest <= side) {
        return png;
      }
      int width = Math.max(1, picture.getWidth() * side / longest);
      int height = Math.max(1, picture.getHeight() * side / longest);
      BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = small.createGraphics();
      graphics.drawImage(
          picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
      graphics.dispose();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(small, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException | RuntimeException e) {
      // The picture is damaged; the browser shows its description.
      return new byte[0];
    }
  }
}
