/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Activation;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.pass.AttentionRecorder;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Runs the blocks of the network: x + attention(norm(x)), then x + feedForward(norm(x)), or with
 * the norms behind. A norm before is applied while the input of a product is laid out, the residual
 * is added and the feed-forward gated by the threads that hold the rows. One object serves a
 * session; allocates nothing once the buffers have grown.
 */
final class BlockRunner {
  private final TransformerSizes sizes;
  private final Kernels kernels;
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
  private final Optional<ProbedWeights> probed;
  private int layer;
  private LoadedLayer weights;

  BlockRunner(
      TransformerNetwork network,
      KeyValueCache cache,
      Kernels kernels,
      Team team,
      PassPlan plan,
      PassBuffers buffers,
      Optional<AttentionRecorder> recorder) {
    this.sizes = network.sizes();
    this.normsBefore = network.normPlacement() == TransformerNetwork.NormPlacement.BEFORE;
    this.kernels = kernels;
    this.team = team;
    this.plan = plan;
    this.buffers = buffers;
    this.cache = cache;
    this.attention = new Attention(kernels, sizes, cache, plan, this::write, team.threads());
    this.input = new ProductInput(sizes, buffers, team);
    this.products = new ProductStage(kernels, team, Activation.SILU);
    this.outputs = new ProjectionRun(kernels, buffers.columns(), products::keep);
    this.probed = recorder.map(each -> new ProbedWeights(each, plan, sizes.heads()));
    this.queryScale = (float) (1 / Math.sqrt(sizes.headWidth()));
  }

  /** Runs one block on the residual stream. */
  void run(int layerIndex, LoadedLayer layerWeights) {
    layer = layerIndex;
    weights = layerWeights;
    Matrix queryKeyValue = weights.queryKeyValue().matrix();
    input(weights.attentionNorm(), queryKeyValue);
    int stride = buffers.attentionStride();
    products.keep(queryKeyValue, buffers.columns(), buffers.wide(), stride);
    weights.queryKeyValue().addBias(buffers.wide(), stride, plan.columns());
    attend(stride);
    Matrix attended = weights.attentionOutput().matrix();
    input.plain(buffers.hidden(), sizes.queryWidth(), attended, plan.columns());
    output(weights.attentionNorm(), weights.attentionOutput());

    if (weights.feedForward() instanceof LoadedLayer.Gated gated) {
      input(weights.feedForwardNorm(), gated.gateUp());
      products.gate(gated.gateUp(), buffers);
      Matrix down = gated.down().matrix();
      input.plain(buffers.hidden(), buffers.hiddenStride(), down, plan.columns());
    } else {
      LoadedLayer.Plain plain = (LoadedLayer.Plain) weights.feedForward();
      Matrix up = plain.up().matrix();
      input(weights.feedForwardNorm(), up);
      outputs.activate(plain.up(), plain.gelu(), plan.columns());
      input.plain(outputs.hidden(), up.paddedRows(), plain.down().matrix(), plan.columns());
    }
    output(weights.feedForwardNorm(), weights.feedForward().down());
  }

  private void attend(int stride) {
    if (probed.isPresent()) {
      attention.tell(probed.get().begin(layer));
    }
    attention.run(team, layer, buffers.wide(), stride, buffers.hidden());
    if (probed.isPresent()) {
      probed.get().end(layer);
    }
  }

  /**
   * Takes columns of the stream through a head.
   *
   * @param head whose logits are wanted
   * @param count of columns
   * @param columnOf the column of each
   * @param target room for {@link Columns#padded} rows, each the output's stride apart
   */
  void logits(LoadedHead head, int count, IntUnaryOperator columnOf, float[] target) {
    if (!head.residuals().isEmpty()) {
      outputs.run(head.output(), residuals(head, count, columnOf), count, target);
      return;
    }
    input.normed(head.norm(), head.output().first(), count, columnOf);
    outputs.run(head.output(), count, target);
  }

  /** The normed columns behind the residual layers of a head, without gaps. */
  private float[] residuals(LoadedHead head, int count, IntUnaryOperator columnOf) {
    int width = sizes.width();
    float[] rows = new float[count * width];
    for (int i = 0; i < count; i++) {
      int from = columnOf.applyAsInt(i) * width;
      head.norm().apply(buffers.stream(), from, rows, i * width, sizes.normEpsilon());
    }
    for (LoadedProjection.Linear residual : head.residuals()) {
      int stride = residual.matrix().paddedRows();
      float[] added = new float[Columns.padded(count) * stride];
      input.plain(rows, width, residual.matrix(), count);
      products.keep(residual.matrix(), buffers.columns(), added, stride);
      residual.addBias(added, stride, count);
      Activation.SILU.apply(kernels, added, 0, count * stride, new float[count * stride]);
      for (int i = 0; i < rows.length; i++) {
        rows[i] += added[i / width * stride + i % width];
      }
    }
    return rows;
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
  private void input(StreamNorm norm, Matrix matrix) {
    if (normsBefore) {
      input.normed(norm, matrix, plan.columns());
    } else {
      input.plain(buffers.stream(), sizes.width(), matrix, plan.columns());
    }
  }

  /** Adds the last product of attention or feed-forward to the stream. */
  private void output(StreamNorm norm, LoadedProjection.Linear last) {
    if (!normsBefore) {
      addNormed(norm, last);
      return;
    }
    products.addToStream(last.matrix(), buffers, sizes.width());
    last.addBias(buffers.stream(), sizes.width(), plan.columns());
  }

  private void addNormed(StreamNorm norm, LoadedProjection.Linear last) {
    float[] product = buffers.narrow();
    float[] stream = buffers.stream();
    int stride = buffers.narrowStride();
    products.keep(last.matrix(), buffers.columns(), product, stride);
    last.addBias(product, stride, plan.columns());
    for (int column = 0; column < plan.columns(); column++) {
      int from = column * stride;
      int to = column * sizes.width();
      norm.apply(product, from, product, from, sizes.normEpsilon());
      for (int i = 0; i < sizes.width(); i++) {
        stream[to + i] += product[from + i];
      }
    }
  }
}
