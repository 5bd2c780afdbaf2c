/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.attention.Attention;
import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.models.network.TransformerSizes;
import java.util.Optional;

/**
 * Launches the blocks of a network: x + attention(norm(x)), then x + feedForward(norm(x)), or with
 * the norms behind: eight launches each. Owns the memory between them; used under the device's
 * lock.
 */
final class Blocks implements AutoCloseable {
  private final OpenDevice device;
  private final BlockKind kind;
  private final TransformerSizes sizes;
  private final DevicePlan plan;
  private final KeyValueCache cache;
  private final Products products;
  private final HeadPreparation heads;
  private final SplitAttention split;
  private final DeviceRows stream;
  private final DeviceRows normed;
  private final DeviceRows queryKeyValue;
  private final DeviceRows attended;
  private final DeviceRows hidden;

  /**
   * Blocks without memory yet.
   *
   * @param device that they run on
   * @param kind what they have in common
   * @param plan of the pass that runs
   * @param cache receives keys and values; stays the caller's
   */
  Blocks(OpenDevice device, BlockKind kind, DevicePlan plan, KeyValueCache cache) {
    this.device = device;
    this.kind = kind;
    this.sizes = kind.sizes();
    this.plan = plan;
    this.cache = cache;
    this.products = new Products(device);
    this.heads = new HeadPreparation(device, kind, plan, cache);
    this.split = new SplitAttention(heads);
    this.stream = new DeviceRows(device, "the residual stream", sizes.width());
    this.normed = new DeviceRows(device, "the normed stream", sizes.width());
    this.queryKeyValue =
        new DeviceRows(
            device, "queries, keys and values", sizes.queryWidth() + 2 * sizes.keyValueWidth());
    this.attended = new DeviceRows(device, "what is attended to", sizes.queryWidth());
    this.hidden = new DeviceRows(device, "hidden values", sizes.feedForwardWidth());
  }

  /** Makes room for a pass. */
  void reserve(int columns) {
    stream.reserve(columns);
    normed.reserve(columns);
    queryKeyValue.reserve(columns);
    attended.reserve(columns);
    hidden.reserve(columns);
  }

  /** The residual stream. */
  DeviceRows stream() {
    return stream;
  }

  /** Runs a block on the stream, keys and values in a layer of the cache. */
  void run(LoadedLayer weights, int cacheLayer) {
    int columns = plan.columns();
    DeviceRows input = before(weights.attentionNorm());
    products.run(weights.queryKeyValue(), input, columns, queryKeyValue, Products.Then.KEEP);
    attend(weights, cacheLayer);
    add(weights.attentionOutput(), attended, weights.attentionNorm());
    input = before(weights.feedForwardNorm());
    Products.Then then = weights.gelu().map(Products.Then::of).orElse(kind.gate());
    products.run(weights.up(), input, columns, hidden, then);
    add(weights.down(), hidden, weights.feedForwardNorm());
  }

  private DeviceRows before(DeviceNorm norm) {
    if (!kind.normsBefore()) {
      return stream;
    }
    norm.run(
        device,
        sizes.normEpsilon(),
        stream,
        Optional.empty(),
        DeviceNorm.ALL,
        plan.columns(),
        normed,
        false);
    return normed;
  }

  /** Adds a product to the stream, through the norm where that comes behind. */
  private void add(DeviceLinear linear, DeviceRows source, DeviceNorm norm) {
    if (kind.normsBefore()) {
      products.run(linear, source, plan.columns(), stream, Products.Then.ADD);
      return;
    }
    products.run(linear, source, plan.columns(), normed, Products.Then.KEEP);
    norm.run(
        device,
        sizes.normEpsilon(),
        normed,
        Optional.empty(),
        DeviceNorm.ALL,
        plan.columns(),
        stream,
        true);
  }

  private void attend(LoadedLayer weights, int cacheLayer) {
    if (split.pays()) {
      split.launch(queryKeyValue, weights.headNorms(), cacheLayer, attended);
      return;
    }
    heads.launch(queryKeyValue, weights.headNorms(), cacheLayer);
    new Attention(sizes.heads(), sizes.keyValueHeads(), sizes.headWidth(), 1f, kind.distances())
        .launch(
            device,
            plan,
            new Attention.Rows(queryKeyValue.buffer(), queryKeyValue.stride()),
            cache.keys(cacheLayer),
            cache.values(cacheLayer),
            new Attention.Rows(attended.buffer(), attended.stride()));
  }

  @Override
  public void close() {
    split.close();
    stream.close();
    normed.close();
    queryKeyValue.close();
    attended.close();
    hidden.close();
  }
}
