/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.models.network.VectorQuantizer;
import io.zipar.spi.ModelSource;

/**
 * An image tokenizer that a backend can load: description and weights. Closed by whoever opened it;
 * a backend reads what it needs within {@code openTokenizer} and keeps no tensor afterwards.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TokenizerSource extends ModelSource, AutoCloseable {
  /**
   * The tokenizer.
   *
   * @return description and weights, usable until the source is closed
   */
  VectorQuantizer quantizer();

  @Override
  void close();
}
