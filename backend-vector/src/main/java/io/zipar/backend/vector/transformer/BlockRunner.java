/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Activation;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import java.util.List;

/**
 * Runs the blocks of the network: x + attention(norm(x)), then x + feedForward(norm(x)), or with
 * the norms behind. A norm before is applied while the input of a product is laid out, the residual
 * is added and the feed-forward gated by the threads that hold the rows. One object serves a
 * session; allocates nothing once the buffers have grown.
 */
final class BlockRunner {
  private final TransformerSizes sizes;
  private final Team team;
  private final PassPlan plan;
  private final PassBuffers buffers;
  private final KeyValueCache cache;
  private final Attention attention;
  private final ProductInput input;
  private final ProductStage products;
  private final ProjectionRun outputs;
  private final boolean normsBefore;
  private final float queryScale;
  private int layer;
  private LoadedTransformer.Layer weights;

  BlockRunner(
      TransformerNetwork network,
      List<LaneInput> lanes,
      Kernels kernels,
      Team team,
      PassPlan plan,
      PassBuffers buffers) {
    this.sizes = network.sizes();
    this.normsBefore = network.normPlacement() == TransformerNetwork.NormPlacement.BEFORE;
    this.team = team;
    this.plan = plan;
    this.buffers = buffers;
    this.cache = new KeyValueCache(kernels, sizes, lanes);
    this.attention = new Attention(kernels, sizes, cache, plan, this::write, team.threads());
    this.input = new ProductInput(sizes, buffers);
    this.products = new ProductStage(kernels, team, Activation.SILU);
    this.outputs = new ProjectionRun(kernels, buffers.columns(), products::keep);
    this.queryScale = (float) (1 / Math.sqrt(sizes.headWidth()));
  }

  /** Runs one block on the residual stream. */
  void run(int layerIndex, LoadedTransformer.Layer layerWeights) {
    layer = layerIndex;
    weights = layerWeights;
    input(weights.attentionNorm(), weights.queryKeyValue());
    int stride = buffers.attentionStride();
    products.keep(weights.queryKeyValue(), buffers.columns(), buffers.wide(), stride);
    attention.run(team, layer, buffers.wide(), stride, buffers.hidden());
    input.plain(buffers.hidden(), sizes.queryWidth(), weights.attentionOutput(), plan.columns());
    output(weights.attentionNorm(), weights.attentionOutput());

    input(weights.feedForwardNorm(), weights.gateUp());
    products.gate(weights.gateUp(), buffers);
    input.plain(buffers.hidden(), buffers.hiddenStride(), weights.down(), plan.columns());
    output(weights.feedForwardNorm(), weights.down());
  }

  /** Takes the normed stream of what is read to its logits. */
  void logits(float[] norm, LoadedProjection output, float[] target) {
    input.resize(output.first(), plan.reads());
    for (int read = 0; read < plan.reads(); read++) {
      input.setNormed(read, plan.readColumn(read), norm);
    }
    outputs.run(output, plan.reads(), target);
  }

  /** Rotates the queries and keys of a head and writes keys and values to the cache. */
  private void write(int segment, int head) {
    int width = sizes.headWidth();
    int group = sizes.headsPerKeyValueHead();
    int lane = plan.lane(segment);
    RotaryTable rotary = plan.input(segment).sequence().rotary();
    for (int column = plan.start(segment); column < plan.start(segment + 1); column++) {
      int place = plan.place(column);
      int base = column * buffers.attentionStride();
      for (int each = head * group; each < (head + 1) * group; each++) {
        int query = base + each * width;
        if (weights.queryNorm().isPresent()) {
          weights.queryNorm().get().apply(each, sizes.heads(), buffers.wide(), query, width);
        }
        Rotation.apply(rotary, place, buffers.wide(), query, queryScale);
      }
      int key = base + sizes.queryWidth() + head * width;
      if (weights.keyNorm().isPresent()) {
        weights.keyNorm().get().apply(head, sizes.keyValueHeads(), buffers.wide(), key, width);
      }
      Rotation.apply(rotary, place, buffers.wide(), key, 1f);
      int slot = plan.slot(column);
      cache.write(layer, lane, head, slot, buffers.wide(), key, key + sizes.keyValueWidth());
    }
  }

  /** Lays out the stream as the input of attention or feed-forward. */
  private void input(float[] norm, Matrix matrix) {
    if (normsBefore) {
      input.normed(norm, matrix, plan.columns());
    } else {
      input.plain(buffers.stream(), sizes.width(), matrix, plan.columns());
    }
  }

  /** Adds the last product of attention or feed-forward to the stream. */
  private void output(float[] norm, Matrix matrix) {
    if (!normsBefore) {
      addNormed(norm, matrix);
      return;
    }
    products.addToStream(matrix, buffers, sizes.width());
  }

  private void addNormed(float[] norm, Matrix matrix) {
    float[] product = buffers.narrow();
    float[] stream = buffers.stream();
    products.keep(matrix, buffers.columns(), product, buffers.narrowStride());
    for (int column = 0; column < plan.columns(); column++) {
      int from = column * buffers.narrowStride();
      int to = column * sizes.width();
      float factor = RmsNorm.factor(product, from, sizes.width(), sizes.normEpsilon());
      for (int i = 0; i < sizes.width(); i++) {
        stream[to + i] += product[from + i] * factor * norm[i];
      }
    }
  }
}
