/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.text;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A text tokenizer of another model would make other tokens of a prompt, and nobody would see. */
class TextVocabularyTest {
  private static final String ANOTHER = ": this text tokenizer is another model's";

  private static final String LUMINA = "chameleon/lumina-gen-tiny";
  private static final Map<String, Integer> OF_LUMINA = Map.of("<s>", 0, "<reserved08706>", 8710);

  private static final String EMU3 = "emu3/emu3-tiny";
  private static final Map<String, Integer> OF_EMU3 =
      Map.of("<|extra_203|>", 120, "<|image start|>", 123, "<|image token|>", 122);

  @Test
  void thatOfTheModelIsTaken() {
    assertDoesNotThrow(() -> encode(LUMINA, 8832, OF_LUMINA));
    assertDoesNotThrow(() -> encode(LUMINA, 8711, OF_LUMINA));
    assertDoesNotThrow(() -> encode(EMU3, 160, OF_EMU3));
  }

  @Test
  void moreTokensThanTheModelHasAreRefused() {
    assertEquals(
        "a.json: has tokens up to 8832, but Chameleon, 586K parameters up to 8831" + ANOTHER,
        refusal(LUMINA, 8833, OF_LUMINA));
    assertEquals(
        "a.json: has tokens up to 160, but Emu3-Gen, 150K parameters up to 159" + ANOTHER,
        refusal(EMU3, 161, OF_EMU3));
  }

  @Test
  void aMissingMarkerIsNamed() {
    assertEquals(
        "a.json: has no token '<reserved08706>', with which Chameleon, 586K parameters is prompted"
            + ANOTHER,
        refusal(LUMINA, 8832, Map.of("<s>", 0)));
    assertEquals(
        "a.json: has no token '<|image token|>', with which Emu3-Gen, 150K parameters is prompted"
            + ANOTHER,
        refusal(EMU3, 160, Map.of("<|extra_203|>", 120, "<|image start|>", 123)));
  }

  @Test
  void aMarkerOfAnotherNumberIsNamed() {
    assertEquals(
        "a.json: has '<s>' as token 1, but Chameleon, 586K parameters as token 0" + ANOTHER,
        refusal(LUMINA, 8832, Map.of("<s>", 1, "<reserved08706>", 8710)));
    assertEquals(
        "a.json: has '<|image start|>' as token 9, but Emu3-Gen, 150K parameters as token 123"
            + ANOTHER,
        refusal(
            EMU3, 160, Map.of("<|extra_203|>", 120, "<|image start|>", 9, "<|image token|>", 122)));
  }

  private static String refusal(String model, int size, Map<String, Integer> names) {
    return assertThrows(InvalidInputException.class, () -> encode(model, size, names)).getMessage();
  }

  private static void encode(String model, int size, Map<String, Integer> names) {
    TextTokenizer tokenizer =
        new TextTokenizer() {
          @Override
          public int[] encode(String text) {
            return new int[text.length()];
          }

          @Override
          public Optional<TextVocabulary> vocabulary() {
            return Optional.of(new TextVocabulary("a.json", size, names));
          }
        };
    Path folder = Fixtures.path(model);
    try (TransformerSource source =
        ModelLoader.discover().openTransformer(folder, Optional.empty())) {
      PromptTemplate template = source.network().promptTemplate().orElseThrow();
      template.encode(tokenizer, "a dog", Optional.empty(), Grid.of(8, 8));
    }
  }
}
