/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a training reached, kept in {@code training.json}. Not safe for several threads. */
final class TrainingRecord {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private final Path file;
  private final JsonObject content;

  private TrainingRecord(Path file, JsonObject content) {
    this.file = file;
    this.content = content;
  }

  static TrainingRecord in(Path folder) throws IOException {
    Path file = folder.resolve("training.json");
    JsonObject content =
        Files.exists(file)
            ? JsonParser.parseString(Files.readString(file)).getAsJsonObject()
            : new JsonObject();
    return new TrainingRecord(file, content);
  }

  boolean has(String name) {
    return content.has(name);
  }

  void put(String name, Object value) throws IOException {
    content.add(name, GSON.toJsonTree(value));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, GSON.toJson(content) + "\n");
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
