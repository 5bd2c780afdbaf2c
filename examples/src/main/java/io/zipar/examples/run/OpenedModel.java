/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.run;

import io.zipar.Grid;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.TokenModel;
import java.util.Optional;

/**
 * A loaded model and the image tokenizer that belongs to it.
 *
 * @param model the model
 * @param tokenizer the image tokenizer, absent where none was found
 * @param source where the model came from, in words
 * @param grid the grid of the images
 */
public record OpenedModel(
    TokenModel model, Optional<ImageTokenizer> tokenizer, String source, Grid grid)
    implements AutoCloseable {
  /** Frees both. */
  @Override
  public void close() {
    try {
      tokenizer.ifPresent(ImageTokenizer::close);
    } finally {
      model.close();
    }
  }
}
