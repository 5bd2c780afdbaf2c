/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Emu3TokenizerProperties {
  private static final List<String> TOKENS = tokens();

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(30),
        Arbitraries.strings().withChars(" \t\r\nab1'sS!é\u0301\u017f\u3000漢\ud83d\ude00"));
  }

  /** What was split, composed apart, is all there; halves of characters became U+FFFD. */
  @Property
  void tokensJoinedAreTheText(@ForAll("texts") String text) {
    Map<String, Integer> ranks = new HashMap<>();
    TOKENS.forEach(token -> ranks.put(token, ranks.size()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int token : tokenizer(ranks).encode(text)) {
      bytes.writeBytes(TOKENS.get(token).getBytes(StandardCharsets.ISO_8859_1));
    }
    int[] whole =
        text.codePoints()
            .map(point -> Character.getType(point) == Character.SURROGATE ? 0xfffd : point)
            .toArray();
    String expected = Normalizer.normalize(new String(whole, 0, whole.length), Normalizer.Form.NFC);
    assertArrayEquals(expected.getBytes(StandardCharsets.UTF_8), bytes.toByteArray());
  }

  private static TextTokenizer tokenizer(Map<String, Integer> ranks) {
    return new Emu3Tokenizer(
        new BytePairs(ranks), new TextVocabulary("test", ranks.size(), Map.of()));
  }

  private static List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      tokens.add(Character.toString(value));
    }
    tokens.addAll(List.of(" a", "ab", "'s", "!!", "\u00c3\u00a9", "\n\n", "  ", "\u00e3\u0080"));
    return tokens;
  }
}
