/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.text;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.PromptTokens;
import java.util.Optional;

/**
 * What a family writes around the user's words: how its models were trained to be prompted.
 * Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public interface PromptTemplate {
  /**
   * Makes the conditioning of one image.
   *
   * @param tokenizer of the checkpoint
   * @param prompt the user's words
   * @param negative what guidance is to lead away from, in words; empty for what the family is
   *     published with
   * @param grid the grid of the image, whose size may be part of the prompt
   * @return prompt and negative prompt
   * @throws io.zipar.InvalidInputException if the tokenizer is another model's or cannot express a
   *     word, or a negative prompt is given that the family has no use for
   */
  PromptTokens encode(TextTokenizer tokenizer, String prompt, Optional<String> negative, Grid grid);
}
