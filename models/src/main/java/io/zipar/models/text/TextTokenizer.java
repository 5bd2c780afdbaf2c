/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.text;

import io.zipar.ApiStatus;
import java.util.Optional;

/**
 * Turns text into tokens of a checkpoint's vocabulary. Pure: the same text always gives the same
 * tokens. Safe for several threads. Closed by whoever opened it, when no thread uses it any more.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TextTokenizer extends AutoCloseable {
  /**
   * Encodes a text as it stands, without adding tokens at its ends.
   *
   * @param text any text; what looks like a special token in it is text too
   * @return the numbers of its tokens in the checkpoint, none for the empty text
   * @throws io.zipar.InvalidInputException if the vocabulary cannot express it
   */
  int[] encode(String text);

  /**
   * The vocabulary.
   *
   * @return empty if the format does not tell; then nobody notices another model's tokenizer
   */
  default Optional<TextVocabulary> vocabulary() {
    return Optional.empty();
  }

  /**
   * Frees what the tokenizer holds outside of the heap: nothing, unless it is said otherwise. A
   * second call does nothing; a tokenizer that held something throws {@link IllegalStateException}
   * when it is used afterwards.
   */
  @Override
  default void close() {}
}
