/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.PromptTokens;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.models.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Words to the tokens of both lanes, as the authors' processor makes them. */
class JanusPromptsTest {
  private static final Path FOLDER = Fixtures.path("janus/janus-tiny");
  private static final String PLAIN = "User";

  static Stream<Arguments> cases() throws IOException {
    JsonObject prompts =
        JsonParser.parseString(Files.readString(FOLDER.resolve("prompts.json"))).getAsJsonObject();
    return StreamSupport.stream(prompts.getAsJsonArray("cases").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(each -> Arguments.of(each.get("note").getAsString(), each));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void promptsAreThoseOfTheAuthors(String note, JsonObject example) {
    boolean plain = example.getAsJsonArray("roles").get(0).getAsString().equals(PLAIN);
    ModelLoader loader = ModelLoader.discover();
    try (TextTokenizer tokenizer = loader.openTextTokenizer(FOLDER).orElseThrow();
        TransformerSource source =
            loader.openTransformer(
                FOLDER, Optional.empty(), plain ? Map.of("roles", "plain") : Map.of())) {
      PromptTokens prompt =
          source
              .network()
              .promptTemplate()
              .orElseThrow()
              .encode(
                  tokenizer,
                  example.get("prompt").getAsString(),
                  Optional.empty(),
                  source.network().defaultGrid());
      assertArrayEquals(numbers(example, "ids"), prompt.tokens());
      assertArrayEquals(numbers(example, "uncond_ids"), prompt.negative().orElseThrow());
    }
  }

  private static int[] numbers(JsonObject example, String key) {
    JsonArray array = example.getAsJsonArray(key);
    return StreamSupport.stream(array.spliterator(), false)
        .mapToInt(JsonElement::getAsInt)
        .toArray();
  }
}
