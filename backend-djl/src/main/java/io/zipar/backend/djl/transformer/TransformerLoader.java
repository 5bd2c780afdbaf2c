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
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TextEncoderWeights;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the weights of a transformer or a text encoder to the device, tensor by tensor. */
final class TransformerLoader {
  private final TensorUpload upload;
  private final NDManager manager;
  private final boolean normsBefore;
  private final DataType type;

  private TransformerLoader(NDManager manager, Precision precision, boolean normsBefore) {
    this.manager = manager;
    this.normsBefore = normsBefore;
    this.upload = new TensorUpload(manager);
    this.type = precision.dataType();
  }

  /**
   * Loads.
   *
   * @param network the description
   * @param weights what to load; not needed afterwards
   * @param manager owner of the arrays, on the device
   * @param precision of the matrices
   * @return the arrays
   */
  static LoadedTransformer load(
      TransformerNetwork network,
      TransformerWeights weights,
      NDManager manager,
      Precision precision) {
    boolean normsBefore = network.normPlacement() == TransformerNetwork.NormPlacement.BEFORE;
    TransformerLoader loader = new TransformerLoader(manager, precision, normsBefore);
    List<Tensor> embedding = new ArrayList<>(List.of(weights.tokenEmbedding()));
    weights.prefixEmbedding().ifPresent(embedding::add);
    return new LoadedTransformer(
        loader.upload.stack(embedding, loader.type),
        weights.prefixProjection().map(loader::projection),
        weights.layers().stream().map(layer -> loader.layer(layer, network.sizes())).toList(),
        loader.behindNorm(weights.finalNorm(), List.of(weights.output())));
  }

  /**
   * Loads a text encoder in float32.
   *
   * @param network the description
   * @param weights what to load; not needed afterwards
   * @param manager owner of the arrays, on the device
   * @return the arrays
   */
  static LoadedEncoder load(
      TextEncoderNetwork network, TextEncoderWeights weights, NDManager manager) {
    TransformerLoader loader = new TransformerLoader(manager, Precision.FLOAT32, true);
    return new LoadedEncoder(
        loader.upload.load(weights.tokenEmbedding()),
        loader.upload.load(weights.distanceBias()),
        weights.layers().stream().map(layer -> loader.layer(layer, network.sizes())).toList(),
        loader.upload.load(weights.finalNorm()));
  }

  private LoadedTransformer.Projection projection(TransformerWeights.Projection projection) {
    return new LoadedTransformer.Projection(
        upload.stack(List.of(projection.first()), type),
        upload.stack(List.of(projection.second()), type));
  }

  private LoadedTransformer.Layer layer(TransformerWeights.Layer layer, TransformerSizes sizes) {
    return new LoadedTransformer.Layer(
        behind(layer.attentionNorm(), List.of(layer.queryKeyValue())),
        layer
            .queryNorm()
            .map(
                query -> HeadNorm.load(query, layer.keyNorm().orElseThrow(), sizes, manager, type)),
        upload.stack(List.of(layer.attentionOutput()), type),
        behind(layer.feedForwardNorm(), List.of(layer.gate(), layer.up())),
        upload.stack(List.of(layer.down()), type),
        normsBefore
            ? Optional.empty()
            : Optional.of(
                new LoadedTransformer.NormsAfter(
                    upload.load(layer.attentionNorm()), upload.load(layer.feedForwardNorm()))));
  }

  private NDArray behind(Tensor norm, List<Tensor> matrices) {
    return normsBefore ? behindNorm(norm, matrices) : upload.stack(matrices, type);
  }

  private NDArray behindNorm(Tensor norm, List<Tensor> matrices) {
    try (NDArray factors = upload.load(norm)) {
      return upload.stack(matrices, type, factors);
    }
  }
}
