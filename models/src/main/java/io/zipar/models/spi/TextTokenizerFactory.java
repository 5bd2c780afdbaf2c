/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.models.text.TextTokenizer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes text tokenizers from the files beside a checkpoint. Found by {@link
 * java.util.ServiceLoader}, so that another module can bring a format. Safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TextTokenizerFactory {
  /**
   * The name of the format.
   *
   * @return lower case letters, digits and hyphens, for example {@code tiktoken}
   */
  String name();

  /**
   * Opens the tokenizer of a model.
   *
   * @param folder that of the checkpoint
   * @return the tokenizer, closed by the caller, or empty if the folder holds no file of this
   *     format
   * @throws io.zipar.InvalidInputException if it holds one that cannot be used
   */
  Optional<TextTokenizer> open(Path folder);
}
