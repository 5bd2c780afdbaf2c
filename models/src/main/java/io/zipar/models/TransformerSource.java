/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerWeights;
import io.zipar.spi.ModelSource;

/**
 * A transformer that a backend can load: description and weights. Closed by whoever opened it; a
 * backend reads what it needs within {@code openModel} and keeps no tensor afterwards.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TransformerSource extends ModelSource, AutoCloseable {
  /**
   * The network.
   *
   * @return its description
   */
  TransformerNetwork network();

  /**
   * The weights.
   *
   * @return the weights, usable until the source is closed
   */
  TransformerWeights weights();

  /**
   * Counts the weights.
   *
   * @return the number of elements of all tensors
   */
  long parameters();

  @Override
  void close();
}
