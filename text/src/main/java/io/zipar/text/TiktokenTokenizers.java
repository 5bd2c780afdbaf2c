/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import io.zipar.models.spi.TextTokenizerFactory;
import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The format of the library tiktoken, {@code emu3.tiktoken}, as Emu3 is published. A file of this
 * format tells neither how text is split nor the special tokens: a second file lists most of them.
 */
public final class TiktokenTokenizers implements TextTokenizerFactory {
  private static final String FILE = "emu3.tiktoken";
  private static final String SPECIAL_TOKENS = "emu3_vision_tokens.txt";

  /** Creates the factory; loads nothing. */
  public TiktokenTokenizers() {}

  @Override
  public String name() {
    return "tiktoken";
  }

  @Override
  public Optional<TextTokenizer> open(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    BytePairs pairs = new BytePairs(RankFile.read(file));
    Map<String, Integer> special =
        Emu3SpecialTokens.read(folder.resolve(SPECIAL_TOKENS), pairs.size());
    return Optional.of(
        new Emu3Tokenizer(
            pairs, new TextVocabulary(file.toString(), pairs.size() + special.size(), special)));
  }
}
