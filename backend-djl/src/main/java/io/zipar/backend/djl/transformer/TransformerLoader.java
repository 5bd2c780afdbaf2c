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
import io.zipar.backend.djl.engine.Dtype;
import io.zipar.backend.djl.engine.Product;
import io.zipar.models.network.FeedForward;
import io.zipar.models.network.Head;
import io.zipar.models.network.Norm;
import io.zipar.models.network.Projection;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TextEncoderWeights;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.pass.RowMixer;
import io.zipar.models.tensor.Tensor;
import io.zipar.torch.TensorUpload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the weights of a transformer or a text encoder to the device, tensor by tensor. */
final class TransformerLoader {
  /** Rows that are projected at a time. */
  private static final long ROWS_TOGETHER = 1024;

  private static final StreamNorm FOLDED = new StreamNorm(Optional.empty(), Optional.empty());

  private final TensorUpload upload;
  private final NDManager manager;
  private final boolean normsBefore;
  private final DataType type;

  private TransformerLoader(NDManager manager, Dtype dtype, boolean normsBefore) {
    this.manager = manager;
    this.normsBefore = normsBefore;
    this.upload = new TensorUpload(manager);
    this.type = dtype.dataType();
  }

  /**
   * Loads.
   *
   * @param network the description
   * @param weights what to load; not needed afterwards
   * @param manager owner of the arrays, on the device
   * @param dtype of the matrices
   * @param product order of the products
   * @return the arrays
   */
  static LoadedTransformer load(
      TransformerNetwork network,
      TransformerWeights weights,
      NDManager manager,
      Dtype dtype,
      Product product) {
    boolean normsBefore = network.normPlacement() == TransformerNetwork.NormPlacement.BEFORE;
    TransformerLoader loader = new TransformerLoader(manager, dtype, normsBefore);
    return new LoadedTransformer(
        loader.embedding(weights, product),
        weights.prefixProjection().map(each -> loader.projection(each, null, loader.type)),
        weights.entrance().map(loader::entrance),
        weights.layers().stream().map(layer -> loader.layer(layer, network.sizes())).toList(),
        weights.heads().stream().map(loader::head).toList(),
        RowMixer.of(weights.mixing()));
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
    TransformerLoader loader = new TransformerLoader(manager, Dtype.FLOAT32, true);
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
      TransformerLoader wide = new TransformerLoader(scratch, Dtype.FLOAT32, normsBefore);
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

  private LoadedTransformer.Entrance entrance(TransformerWeights.Entrance entrance) {
    return new LoadedTransformer.Entrance(
        upload.load(entrance.places()), entrance.norm().map(this::norm));
  }

  private LoadedHead head(Head head) {
    boolean folded = head.residuals().isEmpty() && head.norm().bias().isEmpty();
    List<LoadedProjection.Linear> residuals =
        head.residuals().stream().map(each -> linear(each.linear(), null, type)).toList();
    if (!folded) {
      LoadedProjection output = projection(head.output(), null, type);
      return new LoadedHead(head.layer(), norm(head.norm()), residuals, output);
    }
    try (NDArray factors = upload.load(head.norm().weight())) {
      LoadedProjection output = projection(head.output(), factors, type);
      return new LoadedHead(head.layer(), FOLDED, residuals, output);
    }
  }

  private StreamNorm norm(Norm norm) {
    return new StreamNorm(Optional.of(upload.load(norm.weight())), norm.bias().map(upload::load));
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

  private LoadedLayer layer(TransformerWeights.Layer layer, TransformerSizes sizes) {
    return new LoadedLayer(
        before(layer.attentionNorm()),
        behind(layer.attentionNorm(), layer.queryKeyValue()),
        layer
            .queryNorm()
            .map(
                query -> HeadNorm.load(query, layer.keyNorm().orElseThrow(), sizes, manager, type)),
        linear(layer.attentionOutput(), null, type),
        before(layer.feedForwardNorm()),
        feedForward(layer.feedForwardNorm(), layer.feedForward()));
  }

  private LoadedLayer.Second feedForward(Norm norm, FeedForward feedForward) {
    if (feedForward instanceof FeedForward.Gated gated) {
      return new LoadedLayer.Gated(
          behind(norm, List.of(gated.gate(), gated.up())),
          linear(Projection.Linear.of(gated.down()), null, type));
    }
    FeedForward.Plain plain = (FeedForward.Plain) feedForward;
    return new LoadedLayer.Plain(
        behind(norm, plain.up()), plain.gelu(), linear(plain.down(), null, type));
  }

  /** An RMSNorm before a matrix leaves its weight to the matrix. */
  private boolean isFolded(Norm norm) {
    return normsBefore && norm.bias().isEmpty();
  }

  private StreamNorm before(Norm norm) {
    return isFolded(norm) ? FOLDED : norm(norm);
  }

  private LoadedProjection.Linear behind(Norm norm, Projection.Linear linear) {
    return new LoadedProjection.Linear(
        behind(norm, List.of(linear.matrix())),
        linear.bias().map(bias -> upload.load(bias).reshape(bias.shape().elements(), 1)));
  }

  private NDArray behind(Norm norm, List<Tensor> matrices) {
    if (!isFolded(norm)) {
      return upload.stack(matrices, type);
    }
    try (NDArray factors = upload.load(norm.weight())) {
      return upload.stack(matrices, type, factors);
    }
  }
}
