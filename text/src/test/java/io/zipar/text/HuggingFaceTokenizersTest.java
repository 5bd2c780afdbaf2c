/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceTokenizersTest {
  /** Two merges, a special token and a word that is added. */
  private static final String PAIRS =
      """
      {"version":"1.0","truncation":{"direction":"Right","max_length":2,"strategy":"LongestFirst",
       "stride":0},"padding":null,
       "added_tokens":[
        {"id":0,"content":"<s>","single_word":false,"lstrip":false,"rstrip":false,
         "normalized":false,"special":true},
        {"id":11,"content":"<x>","single_word":false,"lstrip":false,"rstrip":false,
         "normalized":false,"special":true},
        {"id":12,"content":"zebra","single_word":false,"lstrip":false,"rstrip":false,
         "normalized":false,"special":false}],
       "normalizer":null,"pre_tokenizer":{"type":"WhitespaceSplit"},
       "post_processor":{"type":"TemplateProcessing",
        "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
        "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
        "special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]}}},
       "decoder":null,
       "model":{"type":"BPE","dropout":null,"unk_token":UNKNOWN,"continuing_subword_prefix":null,
        "end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,
        "vocab":{"<s>":0,"<":1,"s":2,">":3,"a":4,"b":5,"ab":6,"abs":7,"?":8,"é":9,"😀":10},
        "merges":["a b","ab s"]}}
      """;

  /** Pieces with scores, as those of T5 are kept, words beginning with a low line. */
  private static final String PIECES =
      """
      {"version":"1.0","truncation":null,"padding":null,
       "added_tokens":[
        {"id":0,"content":"<pad>","single_word":false,"lstrip":false,"rstrip":false,
         "normalized":false,"special":true},
        {"id":1,"content":"</s>","single_word":false,"lstrip":false,"rstrip":false,
         "normalized":false,"special":true},
        {"id":2,"content":"<unk>","single_word":false,"lstrip":false,"rstrip":false,
         "normalized":false,"special":true}],
       "normalizer":null,
       "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},
        {"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}]},
       "post_processor":{"type":"TemplateProcessing",
        "single":[{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
        "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
        "special_tokens":{"</s>":{"id":"</s>","ids":[1],"tokens":["</s>"]}}},
       "decoder":null,
       "model":{"type":"Unigram","unk_id":2,"byte_fallback":false,
        "vocab":[["<pad>",0.0],["</s>",0.0],["<unk>",0.0],["▁",-2.0],["▁red",-3.0],["re",-4.0],
         ["d",-4.5],["▁fox",-5.0],["s",-6.0],["<",-7.0],["/",-7.5],[">",-8.0]]}}
      """;

  @TempDir Path folder;

  @Test
  void encodesTextAsItStands() throws IOException {
    TextTokenizer tokenizer = open("null");
    assertArrayEquals(new int[] {7, 6}, tokenizer.encode("abs ab"));
    assertArrayEquals(new int[] {}, tokenizer.encode(""));
    assertArrayEquals(new int[] {4, 12, 5}, tokenizer.encode("a zebra b"));
    assertArrayEquals(new int[] {10, 9, 4}, tokenizer.encode("😀é a"));
  }

  /** Special tokens among them, though no text contains one. */
  @Test
  void theVocabularyIsThatOfTheFile() throws IOException {
    TextVocabulary vocabulary = open("null").vocabulary().orElseThrow();
    assertEquals(13, vocabulary.size());
    assertEquals(13, vocabulary.names().size());
    assertEquals(0, vocabulary.names().get("<s>"));
    assertEquals(11, vocabulary.names().get("<x>"));
    assertEquals(12, vocabulary.names().get("zebra"));
    assertEquals(folder.resolve("tokenizer.json").toString(), vocabulary.source());
  }

  @Test
  void aSpecialTokenInAPromptIsText() throws IOException {
    assertArrayEquals(new int[] {1, 2, 3}, open("null").encode("<s>"));
  }

  @Test
  void aLongTextIsNotCut() throws IOException {
    assertEquals(3000, open("null").encode("ab ".repeat(3000)).length);
  }

  @ParameterizedTest
  @CsvSource({"null, x", "'\"?\"', x", "null, 漢"})
  void whatTheVocabularyCannotExpressIsNamed(String unknown, String character) throws IOException {
    TextTokenizer tokenizer = open(unknown);
    String message =
        assertThrows(
                InvalidInputException.class, () -> tokenizer.encode("ab 😀" + character + " abs"))
            .getMessage();
    assertEquals(
        folder.resolve("tokenizer.json")
            + ": the vocabulary cannot express '"
            + character
            + "' in the prompt",
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | has no object 'model'",
        "{\"model\":3} | has no object 'model'",
        "{\"model\" | is not valid JSON at line 1, column 9, where it ends",
        "{\"model\":{\"type\":\"BPE\"}} | model: has no 'vocab'"
      })
  void aFileThatIsNoTokenizerIsRefused(String json, String message) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), json);
    String refusal =
        assertThrows(InvalidInputException.class, () -> new HuggingFaceTokenizers().open(folder))
            .getMessage();
    assertTrue(refusal.startsWith(folder.resolve("tokenizer.json") + ": " + message), refusal);
    assertEquals(1, refusal.lines().count());
  }

  @Test
  void piecesOfWordsAsInT5() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), PIECES);
    TextTokenizer tokenizer = new HuggingFaceTokenizers().open(folder).orElseThrow();
    assertArrayEquals(new int[] {4, 7, 8}, tokenizer.encode("red foxs"));
    assertArrayEquals(new int[] {3, 6, 5}, tokenizer.encode("  dre "));
    assertArrayEquals(new int[] {}, tokenizer.encode(""));
    assertArrayEquals(new int[] {4, 9, 10, 8, 11}, tokenizer.encode("red</s>"));
    String message =
        assertThrows(InvalidInputException.class, () -> tokenizer.encode("red fox{s")).getMessage();
    assertEquals(
        folder.resolve("tokenizer.json") + ": the vocabulary cannot express '{' in the prompt",
        message);
  }

  @Test
  void aFolderWithoutTokenizerHasNone() {
    assertTrue(new HuggingFaceTokenizers().open(folder).isEmpty());
  }

  @Test
  void theFileOfChameleonIsFound() throws IOException {
    Files.createDirectory(folder.resolve("tokenizer"));
    Files.writeString(
        folder.resolve("tokenizer/text_tokenizer.json"), PAIRS.replace("UNKNOWN", "null"));
    assertArrayEquals(
        new int[] {6}, new HuggingFaceTokenizers().open(folder).orElseThrow().encode("ab"));
  }

  private TextTokenizer open(String unknown) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), PAIRS.replace("UNKNOWN", unknown));
    return new HuggingFaceTokenizers().open(folder).orElseThrow();
  }
}
