/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A tokenizer in native code, whose memory is freed when it is closed. The library locks what it
 * must.
 */
final class NativeTokenizer implements TextTokenizer {
  private static final String OFFLINE = "ai.djl.offline";

  /** Warns of every machine without a CUDA driver, and is forgotten unless someone refers to it. */
  private static final Logger CUDA_LOG = Logger.getLogger("ai.djl.util.cuda");

  /** The library would cut at 512 tokens, whatever the file says. */
  private static final Map<String, String> AS_IT_STANDS =
      Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");

  private final TokenizerFile file;
  private final HuggingFaceTokenizer tokenizer;

  private NativeTokenizer(TokenizerFile file, HuggingFaceTokenizer tokenizer) {
    this.file = file;
    this.tokenizer = tokenizer;
  }

  /**
   * Loads native code and a tokenizer.
   *
   * @param file the tokenizer
   * @return the tokenizer
   * @throws InvalidInputException if the library refuses the file
   * @throws ZiparException if there is no native code for this machine
   */
  static TextTokenizer open(TokenizerFile file) {
    // DJL reports its first use to its makers and downloads what it misses, unless told not to.
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    if (CUDA_LOG.getLevel() == null) {
      CUDA_LOG.setLevel(Level.SEVERE);
    }
    byte[] json = file.json().getBytes(StandardCharsets.UTF_8);
    try {
      return new NativeTokenizer(
          file, HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), AS_IT_STANDS));
    } catch (LinkageError | IllegalStateException e) {
      throw new ZiparException(
          "the native library of text tokenizers could not be loaded (" + firstLine(e) + ")", e);
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(
          file.path() + ": is no tokenizer that can be used: " + firstLine(e), e);
    }
  }

  @Override
  public int[] encode(String text) {
    Encoding encoding = tokenizer.encode(text, false, false);
    requireKnown(text, encoding);
    return LongStream.of(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public Optional<TextVocabulary> vocabulary() {
    return Optional.of(file.vocabulary());
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** What the vocabulary lacks becomes its token for the unknown, or is left out. */
  private void requireKnown(String text, Encoding encoding) {
    String[] tokens = encoding.getTokens();
    long[] ids = encoding.getIds();
    CharSpan[] spans = encoding.getCharTokenSpans();
    int[] characters = text.codePoints().toArray();
    BitSet covered = new BitSet();
    for (int i = 0; i < tokens.length; i++) {
      if (!file.isUnknown(tokens[i], ids[i]) && spans[i] != null) {
        covered.set(spans[i].getStart(), spans[i].getEnd());
      }
    }
    int lost = covered.nextClearBit(0);
    while (lost < characters.length && isInvisible(characters[lost])) {
      lost = covered.nextClearBit(lost + 1);
    }
    if (lost < characters.length) {
      throw new InvalidInputException(
          file.path()
              + ": the vocabulary cannot express '"
              + culprit(characters, lost)
              + "' in the prompt");
    }
  }

  /**
   * Where a character is left out, what follows it has moved, so that places do not tell; where a
   * token stands for it by number, they do.
   */
  private String culprit(int[] characters, int uncovered) {
    if (file.unknownId().isPresent()) {
      return Character.toString(characters[uncovered]);
    }
    int found =
        IntStream.of(characters)
            .filter(character -> !isInvisible(character) && isUnknown(character))
            .findFirst()
            .orElse(characters[uncovered]);
    return Character.toString(found);
  }

  private boolean isUnknown(int character) {
    Encoding encoding = tokenizer.encode(Character.toString(character), false, false);
    String[] tokens = encoding.getTokens();
    return tokens.length == 0
        || IntStream.range(0, tokens.length)
            .anyMatch(i -> file.isUnknown(tokens[i], encoding.getIds()[i]));
  }

  private static boolean isInvisible(int character) {
    return Character.isWhitespace(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.NON_SPACING_MARK;
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
