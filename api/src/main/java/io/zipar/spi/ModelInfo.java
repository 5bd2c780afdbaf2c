/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import java.util.Objects;

/**
 * What there is to know about an opened model without running it.
 *
 * @param name a few words for logs and tables, for example {@code LlamaGen c2i, 343M parameters}
 * @param vocabulary number of tokens; a row of logits has this length
 * @param defaultGrid the grid that the model was made for
 * @param parameters number of weights
 * @param bytesPerPass bytes of weights that one forward pass reads, in the precision they run in;
 *     divided by the machine's read bandwidth this is the least time a pass can take
 * @param device where the model runs, for example {@code cpu}
 * @param dtype precision that the weights run in, for example {@code float32}
 */
@ApiStatus.Stable(since = "0.1")
public record ModelInfo(
    String name,
    int vocabulary,
    Grid defaultGrid,
    long parameters,
    long bytesPerPass,
    String device,
    String dtype) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the vocabulary is empty
   */
  public ModelInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(defaultGrid, "defaultGrid");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(dtype, "dtype");
    if (vocabulary < 1) {
      throw new IllegalArgumentException("vocabulary " + vocabulary + " is empty");
    }
  }
}
