/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import io.zipar.models.spi.TextTokenizer;
import io.zipar.models.spi.TextTokenizerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The format of the library tiktoken, {@code emu3.tiktoken}, as Emu3 is published. A file of this
 * format holds neither the special tokens nor how text is split: those are Emu3's.
 */
public final class TiktokenTokenizers implements TextTokenizerFactory {
  private static final String FILE = "emu3.tiktoken";

  /** Creates the factory; loads nothing. */
  public TiktokenTokenizers() {}

  @Override
  public String name() {
    return "tiktoken";
  }

  @Override
  public Optional<TextTokenizer> open(Path folder) {
    Path file = folder.resolve(FILE);
    return Files.isRegularFile(file)
        ? Optional.of(new Emu3Tokenizer(new BytePairs(RankFile.read(file))))
        : Optional.empty();
  }
}
