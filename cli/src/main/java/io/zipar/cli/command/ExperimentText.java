/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes members of an experiment's file. */
final class ExperimentText {
  private ExperimentText() {}

  /** A list; not written where it is empty. */
  static void add(JsonObject json, String name, List<String> values) {
    if (!values.isEmpty()) {
      JsonArray array = new JsonArray();
      values.forEach(array::add);
      json.add(name, array);
    }
  }

  /** A number or a text; not written where it is null. */
  static void add(JsonObject json, String name, Object value) {
    if (value instanceof Number number) {
      json.addProperty(name, number);
    } else if (value != null) {
      json.addProperty(name, value.toString());
    }
  }

  /** A file, found also from elsewhere; not written where it is null. */
  static void add(JsonObject json, String name, Path file) {
    if (file != null) {
      json.add(name, new JsonPrimitive(place(file)));
    }
  }

  /** The whole path of a file that is there; else what was given, to be complained of as such. */
  static String place(Path file) {
    return (Files.exists(file) ? file.toAbsolutePath().normalize() : file).toString();
  }
}
