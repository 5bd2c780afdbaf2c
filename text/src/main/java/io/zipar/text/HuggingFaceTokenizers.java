/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import io.zipar.models.spi.TextTokenizerFactory;
import io.zipar.models.text.TextTokenizer;
import io.zipar.text.huggingface.TokenizerFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The format of the Hugging Face library {@code tokenizers}: {@code tokenizer.json}, or where
 * Chameleon's own files have it.
 */
public final class HuggingFaceTokenizers implements TextTokenizerFactory {
  private static final List<String> PLACES =
      List.of("tokenizer.json", "text_tokenizer.json", "tokenizer/text_tokenizer.json");

  /** Creates the factory; loads nothing. */
  public HuggingFaceTokenizers() {}

  @Override
  public String name() {
    return "huggingface";
  }

  @Override
  public Optional<TextTokenizer> open(Path folder) {
    return PLACES.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(TokenizerFile::open);
  }
}
