/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.zipar.backend.djl.engine.Precision;
import io.zipar.backend.djl.engine.TensorUpload;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Tensor;
import java.util.List;

/** Brings the weights of a transformer to the device, tensor by tensor. */
final class TransformerLoader {
  private final TensorUpload upload;
  private final DataType type;

  private TransformerLoader(NDManager manager, Precision precision) {
    this.upload = new TensorUpload(manager);
    this.type = precision.dataType();
  }

  /**
   * Loads.
   *
   * @param weights what to load; not needed afterwards
   * @param manager owner of the arrays, on the device
   * @param precision of the matrices
   * @return the arrays
   */
  static LoadedTransformer load(
      TransformerWeights weights, NDManager manager, Precision precision) {
    TransformerLoader loader = new TransformerLoader(manager, precision);
    return new LoadedTransformer(
        loader.upload.stack(
            List.of(weights.tokenEmbedding(), weights.prefixEmbedding()), loader.type),
        weights.layers().stream().map(loader::layer).toList(),
        loader.behindNorm(weights.finalNorm(), List.of(weights.output())));
  }

  private LoadedTransformer.Layer layer(TransformerWeights.Layer layer) {
    return new LoadedTransformer.Layer(
        behindNorm(layer.attentionNorm(), List.of(layer.queryKeyValue())),
        upload.stack(List.of(layer.attentionOutput()), type),
        behindNorm(layer.feedForwardNorm(), List.of(layer.gate(), layer.up())),
        upload.stack(List.of(layer.down()), type));
  }

  private NDArray behindNorm(Tensor norm, List<Tensor> matrices) {
    try (NDArray factors = upload.load(norm)) {
      return upload.stack(matrices, type, factors);
    }
  }
}
