/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Transformer;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.util.stream.Stream;

/** A transformer and the open store that its weights come from. */
record OpenTransformer(TensorStore tensors, Transformer transformer) implements TransformerSource {
  @Override
  public String describe() {
    return tensors.describe();
  }

  @Override
  public TransformerNetwork network() {
    return transformer.network();
  }

  @Override
  public TransformerWeights weights() {
    return transformer.weights();
  }

  @Override
  public long parameters() {
    return elements(weights().tensors());
  }

  static long elements(Stream<Tensor> tensors) {
    return tensors.mapToLong(tensor -> tensor.shape().elements()).sum();
  }

  @Override
  public void close() {
    tensors.close();
  }
}
