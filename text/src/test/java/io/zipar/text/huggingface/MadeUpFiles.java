/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Files of the common kinds, small enough to read and large enough that much is merged. */
final class MadeUpFiles {
  /** What merges are made of; joined in many ways. */
  private static final String WORDS =
      "the red fox in the snow's quiet 2024 harbour; it\u2019s Caf\u00e9 na\u00efve, "
          + "\u5c0f\u3055\u306a \u8d64\u3044 \ud83e\udd8a \u0440\u044b\u0436\u0430\u044f \u043b\u0438\u0441\u0430 \uac00\ub098 don't we'll  \n\n";

  private MadeUpFiles() {}

  static String file(String normalizer, String preTokenizer, JsonObject model, String added) {
    JsonObject file = new JsonObject();
    file.addProperty("version", "1.0");
    for (String none : new String[] {"truncation", "padding", "post_processor", "decoder"}) {
      file.add(none, null);
    }
    file.add("added_tokens", JsonParser.parseString(added));
    file.add("normalizer", JsonParser.parseString(normalizer));
    file.add("pre_tokenizer", JsonParser.parseString(preTokenizer));
    file.add("model", model);
    return file.toString();
  }

  /** Byte-pair encoding of the alphabet of bytes, or of characters with tokens for bytes. */
  static JsonObject pairs(boolean bytes, int seed) {
    Random random = new Random(seed);
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    String text = bytes ? ByteAlphabet.of(WORDS) : WORDS.replace(' ', '\u2581');
    if (bytes) {
      allBytes().forEach(one -> vocabulary.put(one, vocabulary.size()));
    } else {
      vocabulary.put("<unk>", 0);
      for (int value = 0; value < 256; value++) {
        vocabulary.put("<0x%02X>".formatted(value), vocabulary.size());
      }
      characters(text).forEach(one -> vocabulary.putIfAbsent(one, vocabulary.size()));
    }
    List<String> parts = new ArrayList<>(characters(text.repeat(4)));
    JsonArray merges = new JsonArray();
    for (int merge = 0; merge < 250; merge++) {
      int at = random.nextInt(parts.size() - 1);
      String left = parts.get(at);
      String right = parts.get(at + 1);
      if (!vocabulary.containsKey(left + right)) {
        vocabulary.put(left + right, vocabulary.size());
        merges.add(left + " " + right);
      }
      parts.set(at, left + right);
      parts.remove(at + 1);
    }
    JsonObject model = new JsonObject();
    model.addProperty("type", "BPE");
    for (String none :
        new String[] {"dropout", "continuing_subword_prefix", "end_of_word_suffix"}) {
      model.add(none, null);
    }
    model.addProperty("unk_token", bytes ? null : "<unk>");
    model.addProperty("fuse_unk", !bytes);
    model.addProperty("byte_fallback", !bytes);
    JsonObject numbers = new JsonObject();
    vocabulary.forEach(numbers::addProperty);
    model.add("vocab", numbers);
    model.add("merges", merges);
    return model;
  }

  /** The characters of all bytes that UTF-8 text has. */
  private static List<String> allBytes() {
    return IntStream.concat(
            IntStream.range(0, 0x800), IntStream.iterate(0x800, c -> c < 0x110000, c -> c + 0x40))
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .mapToObj(c -> ByteAlphabet.of(Character.toString(c)))
        .flatMap(text -> characters(text).stream())
        .distinct()
        .toList();
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  /** Pieces of words with random scores, with or without tokens for bytes. */
  static JsonObject pieces(boolean bytes, int seed) {
    Random random = new Random(seed);
    JsonArray vocabulary = new JsonArray();
    add(vocabulary, "<pad>", 0);
    add(vocabulary, "</s>", 0);
    add(vocabulary, "<unk>", 0);
    if (bytes) {
      for (int value = 0; value < 256; value++) {
        add(vocabulary, "<0x%02X>".formatted(value), -20);
      }
    }
    String text = WORDS.replaceAll("\\s", "\u2581");
    List<String> known = new ArrayList<>();
    int[] characters = text.codePoints().toArray();
    for (int piece = 0; piece < 200; piece++) {
      int begin = random.nextInt(characters.length);
      int length = Math.min(characters.length - begin, 1 + random.nextInt(piece % 2 == 0 ? 1 : 5));
      String part = new String(characters, begin, length);
      if (!known.contains(part)) {
        known.add(part);
        add(vocabulary, part, -random.nextInt(1000) / 100.0);
      }
    }
    JsonObject model = new JsonObject();
    model.addProperty("type", "Unigram");
    model.addProperty("unk_id", 2);
    model.addProperty("byte_fallback", bytes);
    model.add("vocab", vocabulary);
    return model;
  }

  private static void add(JsonArray vocabulary, String piece, double score) {
    JsonArray entry = new JsonArray();
    entry.add(piece);
    entry.add(score);
    vocabulary.add(entry);
  }
}
