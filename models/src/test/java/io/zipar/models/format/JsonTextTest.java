/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.zipar.InvalidInputException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
  @Property(tries = 500)
  void readsWhatAnotherWriterWrites(@ForAll("elements") JsonElement element) {
    JsonElement read = JsonText.parse("a.json", element.toString());
    assertEquals(JsonParser.parseString(element.toString()), read);
  }

  /** Either the same as the other parser's answer or one line that names the file. */
  @Property(tries = 2000)
  void anyTextIsReadOrRefused(@ForAll("nearlyJson") String text) {
    try {
      JsonText.parse("a.json", text);
    } catch (InvalidInputException e) {
      assertTrue(e.getMessage().startsWith("a.json: "), e.getMessage());
      assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
    }
  }

  @Provide
  Arbitrary<String> nearlyJson() {
    return Arbitraries.strings()
        .withChars("{}[]\",:0123456789.eE+-\\ \n\u0007\u009btruefalsnuNaIity");
  }

  @Provide
  Arbitrary<JsonElement> elements() {
    Arbitrary<JsonElement> simple =
        Arbitraries.oneOf(
            Arbitraries.longs().map(JsonPrimitive::new),
            Arbitraries.doubles().map(JsonPrimitive::new),
            Arbitraries.strings().map(JsonPrimitive::new),
            Arbitraries.of(true, false).map(JsonPrimitive::new));
    return simple
        .list()
        .ofMaxSize(5)
        .map(
            list -> {
              JsonArray array = new JsonArray();
              list.forEach(array::add);
              return array;
            });
  }

  @Test
  void readsNumbersAsPythonWritesThem() {
    JsonArray numbers =
        JsonText.parse(
                "a.json", "\ufeff[NaN, Infinity, -Infinity, 1e999, -0, 12345678901234567890]")
            .getAsJsonArray();
    assertEquals(Double.NaN, numbers.get(0).getAsDouble());
    assertEquals(Double.POSITIVE_INFINITY, numbers.get(1).getAsDouble());
    assertEquals(Double.NEGATIVE_INFINITY, numbers.get(2).getAsDouble());
    assertEquals(Double.POSITIVE_INFINITY, numbers.get(3).getAsDouble());
    assertEquals(0, numbers.get(4).getAsInt());
    assertEquals(1.2345678901234567e19, numbers.get(5).getAsDouble());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1,} | at line 1, column 9: expected a name in double quotes, found }",
        "{\"a\": 01} | at line 1, column 8: expected no digit after a leading 0, found 1}",
        "{'a': 1} | at line 1, column 2: expected a name in double quotes, found 'a': 1}",
        "{\"a\": nan} | at line 1, column 7: expected a value, found nan}",
        "{\"a\": +1} | at line 1, column 7: expected a value, found +1}",
        "{\"a\" 1} | at line 1, column 6: expected a colon, found 1}",
        "{\"a\": 1 \"b\": 2} | at line 1, column 9: expected a comma or }, found \"b\": 2}",
        "[1 2] | at line 1, column 4: expected a comma or ], found 2]",
        "[1] x | at line 1, column 5: expected nothing more after the value, found x",
        "// a | at line 1, column 1: expected a value, found // a",
        "[\"\\x\"] | at line 1, column 4: expected one of \" \\ / b f n r t u after a backslash, found x\"]"
      })
  void saysWhereATextIsBroken(String text, String message) {
    assertEquals("a.json: is not valid JSON " + message, refusal(text));
  }

  @Test
  void saysWhereATruncatedTextEnds() {
    assertEquals(
        "a.json: is not valid JSON: it ends at line 2, column 7, where a comma or } is expected; is"
            + " it truncated?",
        refusal("{\n\"a\": 1"));
    assertEquals(
        "a.json: is not valid JSON: it ends at line 1, column 3, where the end of a text in double"
            + " quotes is expected; is it truncated?",
        refusal("[\""));
  }

  private static String refusal(String text) {
    return assertThrows(InvalidInputException.class, () -> JsonText.parse("a.json", text))
        .getMessage();
  }
}
