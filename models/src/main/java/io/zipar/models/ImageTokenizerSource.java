/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.spi.ModelSource;

/**
 * An image tokenizer that a backend can load: description and weights. Closed by whoever opened it;
 * a backend reads what it needs within {@code openImageTokenizer} and keeps no tensor afterwards.
 */
@ApiStatus.Experimental(since = "0.1")
public interface ImageTokenizerSource extends ModelSource, AutoCloseable {
  /**
   * The tokenizer.
   *
   * @return description and weights, usable until the source is closed
   */
  ImageTokenizerNetwork network();

  @Override
  void close();
}
