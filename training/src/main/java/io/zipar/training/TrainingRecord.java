/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.zipar.InvalidInputException;
import io.zipar.models.disk.WholeFile;
import io.zipar.training.support.BrokenFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a training reached, kept in {@code training.json}. Not safe for several threads. */
final class TrainingRecord {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private static final String PLAN = "plan";

  private final Path file;
  private final JsonObject content;

  private TrainingRecord(Path file, JsonObject content) {
    this.file = file;
    this.content = content;
  }

  static TrainingRecord in(Path folder) throws IOException {
    Path file = folder.resolve("training.json");
    if (!Files.exists(file)) {
      return new TrainingRecord(file, new JsonObject());
    }
    try {
      String text = Files.readString(file);
      return new TrainingRecord(file, JsonParser.parseString(text).getAsJsonObject());
    } catch (CharacterCodingException | JsonParseException | IllegalStateException e) {
      throw BrokenFile.error(file, e);
    }
  }

  /**
   * Begins a training, or goes on with it.
   *
   * @param plan how to train; kept, and later calls must not change it
   * @param folder of the training; made if it is not there
   */
  static TrainingRecord begin(Object plan, Path folder) throws IOException {
    Files.createDirectories(folder);
    TrainingRecord record = in(folder);
    record.keepPlan(plan);
    return record;
  }

  boolean has(String name) {
    return content.has(name);
  }

  void put(String name, Object value) throws IOException {
    content.add(name, GSON.toJsonTree(value));
    WholeFile.write(file, GSON.toJson(content) + "\n");
  }

  private void keepPlan(Object plan) throws IOException {
    JsonElement kept = content.get(PLAN);
    String wanted = GSON.toJson(plan);
    if (kept != null && !kept.equals(JsonParser.parseString(wanted))) {
      throw new InvalidInputException(
          file + ": holds a training of another plan; name another folder, or remove this one");
    }
    put(PLAN, plan);
  }
}
