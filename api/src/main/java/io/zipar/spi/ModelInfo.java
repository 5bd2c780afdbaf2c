/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import java.util.Objects;

/**
 * What there is to know about an opened model without running it.
 *
 * @param name a few words for logs and tables, for example {@code LlamaGen c2i, 343M parameters}
 * @param vocabulary number of tokens, image tokens and structural ones; a row of logits has this
 *     length, and the logits of structural tokens are minus infinity
 * @param defaultGrid the grid that the model was made for
 * @param parameters number of weights
 * @param bytesPerPass bytes of weights that one forward pass reads, in the precision they run in;
 *     divided by the machine's read bandwidth this is the least time a pass can take
 * @param device where the model runs, for example {@code cpu}
 * @param dtype precision that the weights run in, for example {@code float32}
 * @param tokens what the tokens are in the checkpoint
 * @param defaults the settings that the model is published with
 */
@ApiStatus.Stable(since = "0.1")
public record ModelInfo(
    String name,
    int vocabulary,
    Grid defaultGrid,
    long parameters,
    long bytesPerPass,
    String device,
    String dtype,
    TokenNumbering tokens,
    GenerationDefaults defaults) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the vocabulary is empty or not that of the numbering
   */
  public ModelInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(defaultGrid, "defaultGrid");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(dtype, "dtype");
    if (vocabulary < 1) {
      throw new IllegalArgumentException("vocabulary " + vocabulary + " is empty");
    }
    Objects.requireNonNull(defaults, "defaults");
    if (tokens.size() != vocabulary) {
      throw new IllegalArgumentException(
          tokens.size() + " tokens are numbered, but the vocabulary is " + vocabulary);
    }
  }

  /**
   * Describes a model whose tokens are all image tokens, and which is published without settings.
   *
   * @param name a few words for logs and tables
   * @param vocabulary number of tokens
   * @param defaultGrid the grid that the model was made for
   * @param parameters number of weights
   * @param bytesPerPass bytes of weights that one forward pass reads
   * @param device where the model runs
   * @param dtype precision that the weights run in
   * @throws IllegalArgumentException if the vocabulary is empty
   */
  public ModelInfo(
      String name,
      int vocabulary,
      Grid defaultGrid,
      long parameters,
      long bytesPerPass,
      String device,
      String dtype) {
    this(
        name,
        vocabulary,
        defaultGrid,
        parameters,
        bytesPerPass,
        device,
        dtype,
        TokenNumbering.plain(vocabulary),
        GenerationDefaults.PLAIN);
  }
}
