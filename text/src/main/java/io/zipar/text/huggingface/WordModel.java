/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.util.function.IntConsumer;

/** Words as they stand. */
final class WordModel implements PieceModel {
  private final Vocabulary vocabulary;

  WordModel(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public void encode(String text, IntConsumer target) throws Unknown {
    int number = vocabulary.find(text);
    if (number == Vocabulary.NONE) {
      throw new Unknown(text);
    }
    target.accept(number);
  }
}
