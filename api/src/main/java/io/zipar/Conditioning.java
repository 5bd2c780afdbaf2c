/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * What an image is to show: the input from which a model makes the prefix of its sequence. Which
 * kinds a model understands is the model's to say ({@link
 * io.zipar.spi.TokenModel#checkConditioning}). Implementations are immutable values.
 */
@ApiStatus.Experimental(since = "0.1")
public interface Conditioning {
  /**
   * Describes the conditioning in a few words.
   *
   * @return for example {@code class 207}
   */
  String describe();
}
