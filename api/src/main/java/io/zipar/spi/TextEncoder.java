/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.CaptionFeatures;
import java.util.List;

/**
 * A text encoder, loaded and ready: tokens of text to the features that a model is conditioned on.
 * Safe for several threads. Closed by whoever opened it.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TextEncoder extends AutoCloseable {
  /**
   * The number of features of a token.
   *
   * @return at least 1
   */
  int width();

  /**
   * Encodes texts. What a text yields does not depend on the others beyond rounding; more texts at
   * once take less time and more memory than one after another.
   *
   * @param texts the tokens of each text as the checkpoint numbers them, ended as the encoder wants
   *     it, without padding; not changed
   * @return for each text a row of {@link #width} features for each token, all of them valid
   * @throws io.zipar.InvalidInputException if a text is empty, a token is outside the vocabulary,
   *     or a feature is not finite
   * @throws IllegalStateException if the encoder is closed
   */
  List<CaptionFeatures> encode(List<int[]> texts);

  /** Frees the weights. Closing twice has no effect. */
  @Override
  void close();
}
