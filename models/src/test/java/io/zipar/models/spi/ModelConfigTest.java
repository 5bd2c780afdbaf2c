/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.models.testing.SafetensorsBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelConfigTest {
  @TempDir Path folder;

  @Test
  void readsEveryKindOfEntry() {
    ModelConfig config =
        ModelConfig.parse(
            "a/b.json", "{\"n\":3,\"d\":1e-5,\"t\":\"x\",\"f\":true,\"l\":[1,2],\"none\":null}");
    assertEquals(Optional.of(3), config.positive("n"));
    assertEquals(Optional.of(1e-5), config.decimal("d"));
    assertEquals(Optional.of("x"), config.text("t"));
    assertEquals(Optional.of(true), config.flag("f"));
    assertEquals(Optional.of(List.of(1, 2)), config.positives("l"));
    assertEquals(Optional.empty(), config.positive("none"));
    assertEquals(Optional.empty(), config.positive("absent"));
    assertTrue(config.hasAny("absent", "n"));
    assertEquals("b.json", config.name());
    assertEquals(
        "a/b.json: l is [1,2], not a text",
        assertThrows(InvalidInputException.class, () -> config.text("l")).getMessage());
    assertEquals(
        "a/b.json: t is \"x\", not a list of whole numbers",
        assertThrows(InvalidInputException.class, () -> config.positives("t")).getMessage());
    assertEquals(
        "a/b.json: n is 3, not true or false",
        assertThrows(InvalidInputException.class, () -> config.flag("n")).getMessage());
  }

  @Test
  void entriesBelowAnEntryAreNamedInFull() {
    ModelConfig config =
        ModelConfig.parse("a/b.json", "{\"in\":{\"l\":[0,2],\"n\":[-1]},\"x\":1,\"none\":null}");
    ModelConfig section = config.section("in");
    assertEquals(Optional.of(List.of(0, 2)), section.wholeNumbers("l"));
    assertEquals("b.json", section.name());
    assertEquals(Optional.empty(), config.section("absent").positive("l"));
    assertEquals(Optional.empty(), config.section("none").positive("l"));
    assertEquals(
        "a/b.json: in.n is [-1], not a whole number from 0 to 2147483647",
        assertThrows(InvalidInputException.class, () -> section.wholeNumbers("n")).getMessage());
    assertEquals(
        "a/b.json: x is 1, not a JSON object",
        assertThrows(InvalidInputException.class, () -> config.section("x")).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":}", "{'a':1}", "{\"a\":1} x", "{\"a\":nan}"})
  void whatIsNotJsonIsRefused(String text) {
    Path file =
        SafetensorsBytes.write(
            folder.resolve("config.json"), text.getBytes(StandardCharsets.UTF_8));
    String message =
        assertThrows(InvalidInputException.class, () -> ModelConfig.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
  }

  @Test
  void filesOfAnotherKindAreRefused() {
    Path file = folder.resolve("config.json");
    SafetensorsBytes.write(file, "[1]".getBytes(StandardCharsets.UTF_8));
    assertEquals(file + ": must hold one JSON object", refusal(file));
    SafetensorsBytes.write(file, "[".repeat(500_000).getBytes(StandardCharsets.UTF_8));
    assertEquals(file + ": is nested more than 64 deep at line 1, column 66", refusal(file));
    SafetensorsBytes.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertEquals(file + ": is not UTF-8 text", refusal(file));
    SafetensorsBytes.write(file, new byte[(1 << 24) + 1]);
    assertTrue(refusal(file).startsWith(file + ": is filled with zero bytes, not a JSON file: "));
    SafetensorsBytes.write(file, ("{" + " ".repeat(1 << 24)).getBytes(StandardCharsets.UTF_8));
    assertEquals(file + ": has 16777217 bytes, a configuration at most 16777216", refusal(file));
    SafetensorsBytes.write(
        file, ("{\"a\":[" + "{},".repeat(5_500_000) + "{}]}").getBytes(StandardCharsets.UTF_8));
    assertEquals(
        file + ": holds more than 200000 values, more than are read of such a file", refusal(file));
  }

  @Test
  void controlCharactersDoNotReachAMessage() {
    ModelConfig config =
        ModelConfig.parse("c.json", "{\"n\":\"\u009b31m\\u001b[2J\u202e" + "x".repeat(99) + "\"}");
    assertEquals(
        "c.json: n is \"?31m\\u001b[2J?"
            + "x".repeat(25)
            + "..., not a whole number from 1 to"
            + " 2147483647",
        assertThrows(InvalidInputException.class, () -> config.positive("n")).getMessage());
  }

  private static String refusal(Path file) {
    return assertThrows(InvalidInputException.class, () -> ModelConfig.read(file)).getMessage();
  }
}
