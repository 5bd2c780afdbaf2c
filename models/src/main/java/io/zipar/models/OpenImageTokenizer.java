/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.tensor.TensorStore;

/** An image tokenizer and the open store that its weights come from. */
record OpenImageTokenizer(TensorStore tensors, ImageTokenizerNetwork network)
    implements ImageTokenizerSource {
  @Override
  public String describe() {
    return tensors.describe();
  }

  @Override
  public void close() {
    tensors.close();
  }
}
