/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import io.zipar.ApiStatus;
import io.zipar.pipeline.output.OutputFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A JSON document as a file that people can read: indented, but an array of plain values stays on
 * one line, so that the tokens of an image do not fill hundreds of them.
 *
 * @param root the document
 */
@ApiStatus.Experimental(since = "0.1")
public record JsonFile(JsonObject root) {
  private static final String INDENT = "  ";

  /**
   * The content of the file.
   *
   * @return UTF-8 text
   */
  public OutputFile content() {
    return target -> {
      OutputStreamWriter text = new OutputStreamWriter(target, StandardCharsets.UTF_8);
      JsonWriter writer = new JsonWriter(text);
      writer.setIndent(INDENT);
      write(writer, root);
      text.write('\n');
      writer.flush();
    };
  }

  private static void write(JsonWriter writer, JsonElement element) throws IOException {
    if (element instanceof JsonObject object) {
      writer.beginObject();
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        writer.name(member.getKey());
        write(writer, member.getValue());
      }
      writer.endObject();
    } else if (element instanceof JsonArray array) {
      writeArray(writer, array);
    } else if (element instanceof JsonPrimitive value && value.isNumber()) {
      writer.value(value.getAsNumber());
    } else if (element instanceof JsonPrimitive value && value.isBoolean()) {
      writer.value(value.getAsBoolean());
    } else if (element instanceof JsonPrimitive value) {
      writer.value(value.getAsString());
    } else {
      writer.nullValue();
    }
  }

  private static void writeArray(JsonWriter writer, JsonArray array) throws IOException {
    boolean plain = array.asList().stream().allMatch(JsonElement::isJsonPrimitive);
    writer.beginArray();
    if (plain) {
      writer.setIndent("");
    }
    for (JsonElement each : array) {
      write(writer, each);
    }
    writer.endArray();
    if (plain) {
      writer.setIndent(INDENT);
    }
  }
}
