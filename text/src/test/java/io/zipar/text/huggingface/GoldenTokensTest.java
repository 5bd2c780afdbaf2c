/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.models.text.TextTokenizer;
import io.zipar.text.regex.Steps;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers that the authors' own tokenizers gave. */
class GoldenTokensTest {
  /** Text between special tokens, which the prompt's template gives by their names. */
  @Test
  void promptsOfJanus() throws IOException, URISyntaxException {
    TextTokenizer tokenizer = TokenizerFile.open(resource("janus/tokenizer.json"));
    Map<String, Integer> names = tokenizer.vocabulary().orElseThrow().names();
    JsonObject prompts =
        JsonParser.parseString(Files.readString(resource("janus/prompts.json"))).getAsJsonObject();
    prompts
        .getAsJsonObject("special_tokens")
        .asMap()
        .forEach((name, number) -> assertEquals(number.getAsInt(), names.get(name)));
    JsonArray cases = prompts.getAsJsonArray("cases");
    assertEquals(6, cases.size());
    for (JsonElement each : cases) {
      String text = each.getAsJsonObject().get("text").getAsString();
      IntStream.Builder tokens = IntStream.builder();
      tokens.add(names.get("<\uff5cbegin\u2581of\u2581sentence\uff5c>"));
      Pattern special = Pattern.compile("(?=<[|\uff5ca-z])|(?<=[|\uff5ce]>)");
      for (String part : special.split(text)) {
        if (names.containsKey(part) && part.startsWith("<")) {
          tokens.add(names.get(part));
        } else {
          IntStream.of(tokenizer.encode(part)).forEach(tokens);
        }
      }
      int[] expected =
          each.getAsJsonObject().getAsJsonArray("ids").asList().stream()
              .mapToInt(JsonElement::getAsInt)
              .toArray();
      assertArrayEquals(expected, tokens.build().toArray(), text);
    }
  }

  /** A map that SentencePiece compiled; clusters of six bytes or more are taken apart. */
  @Test
  void aMapOfCharacters() throws IOException, URISyntaxException {
    String base64 = Files.readString(resource("sentencepiece/charsmap.txt"));
    CharacterMap map = CharacterMap.of("map", base64);
    assertEquals(
        "A1\u00e9 \u1100\u1161fi:)x",
        map.normalize("\uff21\u2460e\u0301\u00a0\u1100\u1161\ufb01\ud83d\ude00abc", new Steps())
            .replace("abc", "x"));
    assertEquals("a b c", map.normalize("a\tb\r\nc", new Steps()));
    assertEquals("ab\u6f22", map.normalize("a\u200b\u00adb\u6f22", new Steps()));
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(GoldenTokensTest.class.getClassLoader().getResource(name).toURI());
  }
}
