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
import java.util.Optional;
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
    Stream<Tensor> outer = Stream.of(weights.tokenEmbedding(), weights.finalNorm());
    Stream<Tensor> prefix = weights.prefixEmbedding().stream();
    Stream<Tensor> projections =
        Stream.of(
                weights.tokenProjection(),
                weights.prefixProjection(),
                Optional.of(weights.output()))
            .flatMap(Optional::stream)
            .flatMap(projection -> projection.tensors().stream());
    Stream<Tensor> inner = weights.layers().stream().flatMap(OpenTransformer::tensorsOf);
    return elements(Stream.of(outer, prefix, projections, inner).flatMap(tensors -> tensors));
  }

  static long elements(Stream<Tensor> tensors) {
    return tensors.mapToLong(tensor -> tensor.shape().elements()).sum();
  }

  static Stream<Tensor> tensorsOf(TransformerWeights.Layer layer) {
    Stream<Tensor> norms =
        Stream.concat(layer.queryNorm().stream(), layer.keyNorm().stream())
            .flatMap(norm -> Stream.of(norm.weight(), norm.bias()));
    Stream<Tensor> others =
        Stream.of(
            layer.attentionNorm(),
            layer.queryKeyValue(),
            layer.attentionOutput(),
            layer.feedForwardNorm(),
            layer.gate(),
            layer.up(),
            layer.down());
    return Stream.concat(norms, others);
  }

  @Override
  public void close() {
    tensors.close();
  }
}
