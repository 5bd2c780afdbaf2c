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
   * Something that a model takes as it is.
   *
   * @param conditioning for example a class
   */
  record Given(Conditioning conditioning) implements Subject {}

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
