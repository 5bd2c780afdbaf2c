/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import java.nio.file.Path;
import java.util.Optional;

/** What an image is to show, as the user said it. */
@ApiStatus.Experimental(since = "0.1")
public sealed interface Subject {
  /**
   * A class.
   *
   * @param label its number, or its name where the model has names
   * @return the subject
   */
  static Subject ofClass(String label) {
    return new ClassText(label);
  }

  /**
   * Words, for a model with a text tokenizer.
   *
   * @param prompt what to show
   * @return the subject; guidance leads away from what the model is published with
   */
  static Subject words(String prompt) {
    return new Words(prompt, Optional.empty());
  }

  /**
   * Something that a model takes as it is.
   *
   * @param conditioning for example a class
   */
  record Given(Conditioning conditioning) implements Subject {}

  /**
   * A class as the user wrote it.
   *
   * @param text its number, or its name where the model has names
   */
  record ClassText(String text) implements Subject {}

  /**
   * Words, which the family of the model wraps and its text tokenizer turns into tokens.
   *
   * @param prompt what to show
   * @param negative what guidance leads away from; empty for what the family is published with
   */
  record Words(String prompt, Optional<String> negative) implements Subject {}

  /**
   * Words, which a text encoder turns into features.
   *
   * @param words what to show
   * @param encoder the encoder's folder or checkpoint file
   */
  record Caption(String words, Path encoder) implements Subject {}
}
