/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.zipar.backend.djl.engine.Precision;
import io.zipar.backend.djl.engine.Product;
import io.zipar.backend.djl.engine.TensorUpload;
import io.zipar.models.network.Projection;
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
  /** Rows that are projected at a time. */
  private static final long ROWS_TOGETHER = 1024;

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
   * @param product order of the products
   * @return the arrays
   */
  static LoadedTransformer load(
      TransformerNetwork network,
      TransformerWeights weights,
      NDManager manager,
      Precision precision,
      Product product) {
    boolean normsBefore = network.normPlacement() == TransformerNetwork.NormPlacement.BEFORE;
    TransformerLoader loader = new TransformerLoader(manager, precision, normsBefore);
    return new LoadedTransformer(
        loader.embedding(weights, product),
        weights.prefixProjection().map(each -> loader.projection(each, null, loader.type)),
        weights.layers().stream().map(layer -> loader.layer(layer, network.sizes())).toList(),
        loader.output(weights));
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

  /** The table of tokens and that of prefixes below it, as numbers go through them. */
  private NDArray embedding(TransformerWeights weights, Product product) {
    List<Tensor> tables = new ArrayList<>();
    weights.prefixEmbedding().ifPresent(tables::add);
    if (weights.tokenProjection().isEmpty()) {
      tables.add(0, weights.tokenEmbedding());
      return upload.stack(tables, type);
    }
    try (NDManager scratch = manager.newSubManager()) {
      TransformerLoader wide = new TransformerLoader(scratch, Precision.FLOAT32, normsBefore);
      LoadedProjection projection =
          wide.projection(weights.tokenProjection().get(), null, DataType.FLOAT32);
      NDArray rows = wide.upload.load(weights.tokenEmbedding());
      return upload.below(projected(projection, rows, product), tables);
    }
  }

  /** All rows through a projection, some at a time, rounded to the type. */
  private NDArray projected(LoadedProjection projection, NDArray rows, Product product) {
    long count = rows.getShape().get(0);
    long width = projection.last().matrix().getShape().get(0);
    NDArray projected = rows.getManager().create(new Shape(count, width), type);
    for (long first = 0; first < count; first += ROWS_TOGETHER) {
      NDIndex part = new NDIndex().addSliceDim(first, Math.min(count, first + ROWS_TOGETHER));
      try (NDManager scratch = rows.getManager().newSubManager()) {
        NDArray chosen = rows.get(scratch, part);
        projected.set(part, projection.rows(chosen, product, scratch).toType(type, false));
      }
    }
    return projected;
  }

  private LoadedProjection output(TransformerWeights weights) {
    try (NDArray factors = upload.load(weights.finalNorm())) {
      return projection(weights.output(), factors, type);
    }
  }

  /** A projection, its first matrix behind a norm of these factors, or null for no norm. */
  private LoadedProjection projection(Projection projection, NDArray factors, DataType type) {
    boolean direct = projection.hidden().isEmpty();
    return new LoadedProjection(
        projection
            .hidden()
            .map(
                layer ->
                    new LoadedProjection.Hidden(
                        linear(layer.linear(), factors, type), layer.gelu())),
        linear(projection.last(), direct ? factors : null, type));
  }

  private LoadedProjection.Linear linear(Projection.Linear linear, NDArray factors, DataType type) {
    return new LoadedProjection.Linear(
        upload.stack(List.of(linear.matrix()), type, factors),
        linear.bias().map(bias -> upload.load(bias).reshape(bias.shape().elements(), 1)));
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
