/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TextEncoderWeights;
import io.zipar.spi.ModelSource;
import java.nio.file.Path;
import java.util.List;

/**
 * A text encoder that a backend can load: description and weights. Closed by whoever opened it; a
 * backend reads what it needs within {@code openTextEncoder} and keeps no tensor afterwards.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TextEncoderSource extends ModelSource, AutoCloseable {
  /**
   * The network.
   *
   * @return its description
   */
  TextEncoderNetwork network();

  /**
   * The weights.
   *
   * @return the weights, usable until the source is closed
   */
  TextEncoderWeights weights();

  /**
   * Counts the weights.
   *
   * @return the number of elements of all tensors
   */
  long parameters();

  /**
   * The files that the weights are read from, see {@link io.zipar.models.tensor.TensorStore#files}.
   *
   * @return paths, or none where the weights come from no file
   */
  default List<Path> files() {
    return List.of();
  }

  @Override
  void close();
}
