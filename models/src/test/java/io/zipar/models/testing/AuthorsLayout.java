/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.Grid;
import io.zipar.spi.SequenceLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code layout.json}: what the authors' code says of sizes and of what stands where. */
public final class AuthorsLayout {
  private AuthorsLayout() {}

  /** Reads one of its objects. */
  public static JsonObject object(Path file, String key) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject().getAsJsonObject(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The grid that stands as {@code rows x columns}. */
  public static Grid grid(String text) {
    String[] sides = text.split("x");
    return Grid.of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }

  /** The classes of tokens in the authors' words, from the first to the last of the image. */
  public static List<String> classes(JsonElement array, int skipped, int count) {
    List<String> classes = new ArrayList<>();
    for (int i = skipped; i < skipped + count; i++) {
      classes.add(array.getAsJsonArray().get(i).getAsString());
    }
    return classes;
  }

  /** The same of a layout, where {@code cell} is the word for image tokens. */
  public static List<String> classes(SequenceLayout layout, String cell) {
    List<String> classes = new ArrayList<>();
    for (int position = 0; position < layout.positions(); position++) {
      classes.add(layout.isStructural(position) ? "eol" : cell);
    }
    return classes;
  }
}
