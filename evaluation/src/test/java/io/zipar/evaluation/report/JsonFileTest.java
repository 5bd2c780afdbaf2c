/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonFileTest {
  @Test
  void plainArraysStayOnOneLine() throws IOException {
    JsonArray tokens = new JsonArray();
    tokens.add(1);
    tokens.add(2);
    JsonObject image = new JsonObject();
    image.add("tokens", tokens);
    image.addProperty("greedy", true);
    image.add("file", JsonNull.INSTANCE);
    JsonArray images = new JsonArray();
    images.add(image);
    JsonObject root = new JsonObject();
    root.addProperty("name", "é");
    root.add("images", images);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JsonFile(root).content().writeTo(bytes);
    assertEquals(
        """
        {
          "name": "é",
          "images": [
            {
              "tokens": [1,2],
              "greedy": true,
              "file": null
            }
          ]
        }
        """,
        bytes.toString(StandardCharsets.UTF_8));
  }
}
