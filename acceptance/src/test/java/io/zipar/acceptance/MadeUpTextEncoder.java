/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.models.SafetensorsWriter;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.testkit.checkpoint.ReferenceTextEncoder;
import io.zipar.testkit.checkpoint.SyntheticTransformer.HeapTensor;
import io.zipar.testkit.checkpoint.T5Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder as that of Flan-T5: bfloat16 in two shards, and a tokenizer of pieces with scores that
 * knows the small letters.
 *
 * @param folder where it stands
 * @param checkpoint its weights
 */
record MadeUpTextEncoder(Path folder, T5Checkpoint checkpoint) {
  private static final int SPECIAL = 4;
  private static final int VOCABULARY = 40;
  private static final int END = 1;

  static MadeUpTextEncoder write(Path folder, int width) throws IOException {
    T5Checkpoint checkpoint =
        T5Checkpoint.random(new T5Checkpoint.Sizes(2, width, 3, 20, 40, VOCABULARY, 32, 128), 5);
    checkpoint.write(folder, ElementType.BFLOAT16);
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    return new MadeUpTextEncoder(folder, checkpoint);
  }

  /** The features of words of small letters, as the reference computes them. */
  Path features(String words, Path file) throws IOException {
    int[] tokens = tokens(words);
    double[][] rows = new ReferenceTextEncoder(checkpoint).encode(tokens, tokens.length);
    int width = rows[0].length;
    float[] values = new float[tokens.length * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / width][i % width];
    }
    HeapTensor tensor = new HeapTensor("embeds", Shape.of(tokens.length, width), values);
    SafetensorsWriter.write(file, List.of(tensor), ElementType.FLOAT32);
    return file;
  }

  /** A low line before each word, its letters, and the end. */
  private static int[] tokens(String words) {
    String marked = "_" + words.replace(" ", "_");
    int[] tokens = new int[marked.length() + 1];
    for (int i = 0; i < marked.length(); i++) {
      char letter = marked.charAt(i);
      tokens[i] = letter == '_' ? SPECIAL - 1 : SPECIAL + letter - 'a';
    }
    tokens[marked.length()] = END;
    return tokens;
  }

  private static String tokenizer() {
    JsonArray pieces = new JsonArray();
    List.of("<pad>", "</s>", "<unk>").forEach(name -> pieces.add(piece(name, 0)));
    pieces.add(piece("\u2581", -2));
    for (char letter = 'a'; letter <= 'z'; letter++) {
      pieces.add(piece(String.valueOf(letter), -3));
    }
    JsonArray special = new JsonArray();
    for (int id = 0; id < 3; id++) {
      JsonObject token = new JsonObject();
      token.addProperty("id", id);
      token.add("content", pieces.get(id).getAsJsonArray().get(0));
      List.of("single_word", "lstrip", "rstrip", "normalized")
          .forEach(key -> token.addProperty(key, false));
      token.addProperty("special", true);
      special.add(token);
    }
    return """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":%s,"normalizer":null,
         "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},
          {"type":"Metaspace","replacement":"\u2581","prepend_scheme":"always","split":true}]},
         "post_processor":{"type":"TemplateProcessing",
          "single":[{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
          "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
          "special_tokens":{"</s>":{"id":"</s>","ids":[1],"tokens":["</s>"]}}},
         "decoder":null,
         "model":{"type":"Unigram","unk_id":2,"vocab":%s,"byte_fallback":false}}
        """
        .formatted(special, pieces);
  }

  private static JsonArray piece(String text, double score) {
    JsonArray piece = new JsonArray();
    piece.add(text);
    piece.add(score);
    return piece;
  }
}
