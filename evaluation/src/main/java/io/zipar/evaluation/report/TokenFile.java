/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.format.FileProblem;
import io.zipar.models.format.JsonText;
import io.zipar.pipeline.output.OutputFile;
import io.zipar.spi.ImageTokenizer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The codes of pictures as a JSON file: an object whose {@code images} are objects with {@code
 * codes}, or else {@code tokens}, in raster order, and with {@code rows}, {@code columns} and for
 * videos {@code frames}, which otherwise stand in {@code settings}. The report of {@code generate}
 * is such a file.
 */
@ApiStatus.Experimental(since = "0.1")
public final class TokenFile {
  private static final long MOST_BYTES = 1L << 26;

  private TokenFile() {}

  /**
   * The file of one picture.
   *
   * @param picture the file that it was
   * @param codes its codes
   * @return the content of the file
   */
  public static OutputFile of(Path picture, ImageTokenizer.Encoded codes) {
    JsonObject image = new JsonObject();
    image.addProperty("picture", picture.toString());
    image.addProperty("rows", codes.grid().rows());
    image.addProperty("columns", codes.grid().columns());
    image.add("codes", JsonValues.array(codes.tokens()));
    JsonArray images = new JsonArray();
    images.add(image);
    JsonObject root = new JsonObject();
    root.addProperty("command", "encode");
    root.add("images", images);
    return new JsonFile(root).content();
  }

  /**
   * Reads the codes of a file.
   *
   * @param file what {@link #of} or {@code generate} wrote
   * @param codes the number of codes of the image tokenizer
   * @return the images, at least one
   * @throws InvalidInputException if it is no such file, the number of codes is not that of the
   *     grid, or one is not a code: one line that names the file and the image
   */
  public static List<ImageTokenizer.Encoded> read(Path file, int codes) {
    try {
      FileProblem.requireRegular(file);
      if (Files.size(file) > MOST_BYTES) {
        throw new InvalidInputException(file + ": has more than " + MOST_BYTES + " bytes");
      }
      return read(file, JsonText.parse(file.toString(), Files.readString(file)), codes);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + ": is no JSON: it is not UTF-8 text", e);
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }

  private static List<ImageTokenizer.Encoded> read(Path file, JsonElement root, int codes) {
    if (!root.isJsonObject()
        || !(root.getAsJsonObject().get("images") instanceof JsonArray images)
        || images.isEmpty()) {
      throw new InvalidInputException(
          file + ": has no \"images\", a list of objects with rows, columns and codes");
    }
    JsonElement settings = root.getAsJsonObject().get("settings");
    List<ImageTokenizer.Encoded> all = new ArrayList<>();
    for (JsonElement each : images) {
      String where = file + ": image " + (all.size() + 1);
      if (!each.isJsonObject()) {
        throw new InvalidInputException(where + " is no object with rows, columns and codes");
      }
      all.add(image(where, each.getAsJsonObject(), settings, codes));
    }
    return all;
  }

  private static ImageTokenizer.Encoded image(
      String where, JsonObject image, JsonElement settings, int codes) {
    Grid grid;
    try {
      grid =
          new Grid(
              side(where, image, settings, "frames"),
              side(where, image, settings, "rows"),
              side(where, image, settings, "columns"));
    } catch (InvalidInputException e) {
      throw e.getMessage().startsWith(where)
          ? e
          : new InvalidInputException(where + ": " + e.getMessage(), e);
    }
    JsonElement listed = image.has("codes") ? image.get("codes") : image.get("tokens");
    if (!(listed instanceof JsonArray list)) {
      throw new InvalidInputException(where + " has no \"codes\", a list of whole numbers");
    }
    if (list.size() != grid.cells()) {
      throw new InvalidInputException(
          where + " has " + list.size() + " codes, but its grid " + grid + " has " + grid.cells());
    }
    int[] tokens = new int[list.size()];
    for (int cell = 0; cell < tokens.length; cell++) {
      tokens[cell] = whole(list.get(cell));
      if (tokens[cell] < 0 || tokens[cell] >= codes) {
        throw new InvalidInputException(
            where
                + ": "
                + list.get(cell)
                + " at cell "
                + cell
                + " is not a code of the image tokenizer, 0 ... "
                + (codes - 1));
      }
    }
    return new ImageTokenizer.Encoded(grid, tokens);
  }

  private static int side(String where, JsonObject image, JsonElement settings, String name) {
    JsonElement value =
        image.has(name) || !(settings instanceof JsonObject common)
            ? image.get(name)
            : common.get(name);
    if (value == null && name.equals("frames")) {
      return 1;
    }
    int side = value == null ? -1 : whole(value);
    if (side < 1) {
      throw new InvalidInputException(
          where
              + ": \""
              + name
              + "\" is "
              + (value == null ? "missing" : value + ", not a whole number of at least 1"));
    }
    return side;
  }

  /** The number, or -1 where it is no whole one of at least 0. */
  private static int whole(JsonElement value) {
    if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      return -1;
    }
    try {
      BigDecimal number = value.getAsBigDecimal();
      return number.signum() < 0 || number.scale() < -9 ? -1 : number.intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return -1;
    }
  }
}
