/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.CaptionFeatures;
import io.zipar.backend.vector.kernel.Activation;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TransformerSizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes texts through a text encoder: x + attention(norm(x)), then x + feedForward(norm(x)) for
 * each block, and a norm. Keys and values of the running block stand in a cache of one. One object
 * serves one batch of texts.
 */
final class EncoderRun {
  private final TransformerSizes sizes;
  private final LoadedEncoder weights;
  private final Team team;
  private final TextPlan plan;
  private final PassBuffers buffers;
  private final ProductInput input;
  private final ProductStage products;
  private final KeyValueCache cache;
  private final Attention attention;

  EncoderRun(
      TextEncoderNetwork network,
      LoadedEncoder weights,
      Kernels kernels,
      Team team,
      List<int[]> texts) {
    this.sizes = network.sizes();
    this.weights = weights;
    this.team = team;
    this.plan = new TextPlan(texts, network.buckets(), weights.distanceBias(), kernels);
    this.buffers = new PassBuffers(sizes, kernels);
    this.input = new ProductInput(sizes, buffers, team);
    this.products = new ProductStage(kernels, team, Activation.GELU);
    int[] lengths = texts.stream().mapToInt(text -> text.length).toArray();
    this.cache = new KeyValueCache(kernels, sizes, Dtype.FLOAT32, 1, lengths);
    this.attention = new Attention(kernels, sizes, cache, plan, this::write, team.threads());
    buffers.reserve(plan.columns());
    int[] tokens = texts.stream().flatMapToInt(IntStream::of).toArray();
    for (int column = 0; column < tokens.length; column++) {
      weights.tokens().copyRow(tokens[column], buffers.stream(), column * sizes.width());
    }
  }

  List<CaptionFeatures> run() {
    weights.layers().forEach(this::block);
    List<CaptionFeatures> features = new ArrayList<>();
    for (int text = 0; text < plan.segments(); text++) {
      features.add(features(text));
    }
    return features;
  }

  private void block(LoadedLayer layer) {
    LoadedLayer.Gated gated = (LoadedLayer.Gated) layer.feedForward();
    int count = plan.columns();
    input.normed(layer.attentionNorm(), layer.queryKeyValue().matrix(), count);
    int stride = buffers.attentionStride();
    products.keep(layer.queryKeyValue().matrix(), buffers.columns(), buffers.wide(), stride);
    attention.run(team, 0, buffers.wide(), stride, buffers.hidden());
    input.plain(buffers.hidden(), sizes.queryWidth(), layer.attentionOutput().matrix(), count);
    products.addToStream(layer.attentionOutput().matrix(), buffers, sizes.width());

    input.normed(layer.feedForwardNorm(), gated.gateUp(), count);
    products.gate(gated.gateUp(), buffers);
    input.plain(buffers.hidden(), buffers.hiddenStride(), gated.down().matrix(), count);
    products.addToStream(gated.down().matrix(), buffers, sizes.width());
  }

  /** Writes keys and values of a head to the cache. */
  private void write(int text, int head) {
    for (int column = plan.start(text); column < plan.start(text + 1); column++) {
      int key = column * buffers.attentionStride() + sizes.queryWidth() + head * sizes.headWidth();
      int value = key + sizes.keyValueWidth();
      cache.write(0, text, head, plan.position(column), buffers.wide(), key, value);
    }
  }

  private CaptionFeatures features(int text) {
    int width = sizes.width();
    float[] values = new float[plan.length(text) * width];
    for (int row = 0; row < plan.length(text); row++) {
      int from = (plan.start(text) + row) * width;
      float factor = RmsNorm.factor(buffers.stream(), from, width, sizes.normEpsilon());
      for (int i = 0; i < width; i++) {
        values[row * width + i] = buffers.stream()[from + i] * factor * weights.finalNorm()[i];
      }
    }
    boolean[] valid = new boolean[plan.length(text)];
    Arrays.fill(valid, true);
    return new CaptionFeatures(width, values, valid);
  }
}
