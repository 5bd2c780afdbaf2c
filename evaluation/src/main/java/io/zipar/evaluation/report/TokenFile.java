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
import io.zipar.evaluation.json.Fields;
import io.zipar.models.format.FileProblem;
import io.zipar.models.format.JsonText;
import io.zipar.pipeline.output.OutputFile;
import io.zipar.spi.ImageTokenizer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  private static List<ImageTokenizer.Encoded> read(Path file, JsonElement element, int codes) {
    Fields root = Fields.of(file.toString(), element, "has no images: it is no object");
    List<JsonElement> images = root.list("images");
    if (images.isEmpty()) {
      throw root.refused("has no images, a list of objects with rows, columns and codes");
    }
    List<ImageTokenizer.Encoded> all = new ArrayList<>();
    for (JsonElement each : images) {
      String where = file + ": image " + (all.size() + 1);
      Fields image = Fields.of(where, each, "is no object with rows, columns and codes");
      all.add(image(image, root.object("settings"), codes));
    }
    return all;
  }

  private static ImageTokenizer.Encoded image(Fields image, Optional<Fields> settings, int codes) {
    Grid grid = grid(image, settings);
    String name = image.value("codes").isPresent() ? "codes" : "tokens";
    JsonArray list =
        image.array(
            name,
            image
                .value(name)
                .orElseThrow(() -> image.refused("has no codes, a list of whole numbers")));
    if (list.size() != grid.cells()) {
      throw image.refused(
          "has " + list.size() + " codes, but its grid " + grid + " has " + grid.cells());
    }
    int[] tokens = new int[list.size()];
    for (int cell = 0; cell < tokens.length; cell++) {
      tokens[cell] = (int) image.whole("the code at cell " + cell, list.get(cell), 0, codes - 1);
    }
    return new ImageTokenizer.Encoded(grid, tokens);
  }

  private static Grid grid(Fields image, Optional<Fields> settings) {
    int frames = side(image, settings, "frames").orElse(1);
    int rows = requiredSide(image, settings, "rows");
    int columns = requiredSide(image, settings, "columns");
    try {
      return new Grid(frames, rows, columns);
    } catch (InvalidInputException e) {
      throw image.refused(e.getMessage());
    }
  }

  private static int requiredSide(Fields image, Optional<Fields> settings, String name) {
    return side(image, settings, name).orElseThrow(() -> image.refused(name + " is missing"));
  }

  private static Optional<Integer> side(Fields image, Optional<Fields> settings, String name) {
    return image.whole(name, 1).or(() -> settings.flatMap(common -> common.whole(name, 1)));
  }
}
