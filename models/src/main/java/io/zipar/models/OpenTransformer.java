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
    TransformerWeights weights = weights();
    Stream<Tensor> outer =
        Stream.of(
            weights.tokenEmbedding(),
            weights.prefixEmbedding(),
            weights.finalNorm(),
            weights.output());
    Stream<Tensor> inner = weights.layers().stream().flatMap(OpenTransformer::tensorsOf);
    return Stream.concat(outer, inner).mapToLong(tensor -> tensor.shape().elements()).sum();
  }

  private static Stream<Tensor> tensorsOf(TransformerWeights.Layer layer) {
    return Stream.of(
        layer.attentionNorm(),
        layer.queryKeyValue(),
        layer.attentionOutput(),
        layer.feedForwardNorm(),
        layer.gate(),
        layer.up(),
        layer.down());
  }

  @Override
  public void close() {
    tensors.close();
  }
}
