/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TextEncoderWeights;
import io.zipar.models.spi.TextEncoderParts;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Path;
import java.util.List;

/** A text encoder and the open store that its weights come from. */
record OpenTextEncoder(TensorStore tensors, TextEncoderParts parts) implements TextEncoderSource {
  @Override
  public String describe() {
    return tensors.describe();
  }

  @Override
  public TextEncoderNetwork network() {
    return parts.network();
  }

  @Override
  public TextEncoderWeights weights() {
    return parts.weights();
  }

  @Override
  public long parameters() {
    return OpenTransformer.elements(weights().tensors());
  }

  @Override
  public List<Path> files() {
    return tensors.files();
  }

  @Override
  public void close() {
    tensors.close();
  }
}
