/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.zipar.backend.djl.engine.Product;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import java.util.Optional;

/**
 * One block of the network: x + attention(norm(x)), then x + feedForward(norm(x)), or with the
 * norms behind. Products yield columns (features x tokens), in which heads, gate and up are plain
 * slices of rows. Every operation costs a few microseconds besides its work, so there are as few as
 * the engine allows.
 */
final class Block {
  private final TransformerSizes sizes;
  private final boolean normsBefore;
  private final RotaryTable.Pairing pairing;
  private final Product product;
  private final Optional<ProbedWeights> probed;
  private final NDArray normEpsilon;
  private final NDArray normExponent;

  /**
   * Creates a block for a session.
   *
   * @param network the description
   * @param pairing how the elements of a head pair up
   * @param product order of the products
   * @param probed takes the weights of attention, where the session is probed
   * @param manager owner of constants
   */
  Block(
      TransformerNetwork network,
      RotaryTable.Pairing pairing,
      Product product,
      Optional<ProbedWeights> probed,
      NDManager manager) {
    this.sizes = network.sizes();
    this.normsBefore = network.normPlacement() == TransformerNetwork.NormPlacement.BEFORE;
    this.pairing = pairing;
    this.product = product;
    this.probed = probed;
    this.normEpsilon = manager.create((float) sizes.normEpsilon());
    this.normExponent = manager.create(-0.5f);
  }

  /**
   * Runs the block.
   *
   * @param layer index of the block
   * @param weights its matrices
   * @param cache receives the keys and values before anything attends
   * @param pass the arrays of the pass
   * @param tokens columns x width, float32, changed in place; its manager owns what is made here
   */
  void apply(int layer, LoadedLayer weights, PositionCache cache, PassArrays pass, NDArray tokens) {
    NDManager owner = tokens.getManager();
    NDArray queryKeyValue =
        narrow(
            weights
                .queryKeyValue()
                .columns(before(tokens, weights.attentionNorm()), product, owner),
            weights.queryKeyValue());
    weights.headNorm().ifPresent(norm -> norm.apply(queryKeyValue));
    rotate(queryKeyValue, pass);
    NDList parts = queryKeyValue.split(new long[] {sizes.queryWidth()}, 0);
    cache.write(layer, parts.get(1), pass.cacheRows());
    NDArray attended = attend(layer, parts.get(0), keysAndValues(layer, cache, pass, owner), pass);
    NDArray added = weights.attentionOutput().columns(attended, product, owner).transpose();
    tokens.addi(after(added, weights.attentionNorm()));

    NDArray hidden = hidden(weights, before(tokens, weights.feedForwardNorm()), owner);
    added = weights.feedForward().down().columns(hidden, product, owner).transpose();
    tokens.addi(after(added, weights.feedForwardNorm()));
  }

  private NDArray hidden(LoadedLayer weights, NDArray tokens, NDManager owner) {
    if (weights.feedForward() instanceof LoadedLayer.Gated gated) {
      return gated(product(gated.gateUp(), tokens, owner));
    }
    LoadedLayer.Plain plain = (LoadedLayer.Plain) weights.feedForward();
    return Gelu.apply(plain.gelu(), plain.up().rows(tokens, product, owner));
  }

  /** A bias is added in float32; attention runs in the type of the matrices. */
  private static NDArray narrow(NDArray columns, LoadedProjection.Linear linear) {
    return columns.toType(linear.matrix().getDataType(), false);
  }

  private NDArray before(NDArray tokens, StreamNorm norm) {
    return normsBefore ? normed(tokens, norm) : tokens;
  }

  private NDArray after(NDArray added, StreamNorm norm) {
    return normsBefore ? added : normed(added.toType(DataType.FLOAT32, false), norm);
  }

  /** Norm, residual layers and output of a head: rows x width to vocabulary x rows. */
  NDArray logits(LoadedHead head, NDArray rows) {
    NDManager owner = rows.getManager();
    NDArray stream = normed(rows, head.norm());
    for (LoadedProjection.Linear residual : head.residuals()) {
      NDArray added = residual.rows(stream, product, owner);
      stream = stream.add(added.getNDArrayInternal().sigmoid().muli(added));
    }
    return head.output().columns(stream, product, owner);
  }

  /** What is done to rows before the first layer: their places are added, then they are normed. */
  NDArray enter(LoadedTransformer.Entrance entrance, NDArray rows, NDArray placeRows) {
    NDArray sum = rows.add(placeRows);
    return entrance.norm().map(norm -> normed(sum, norm)).orElse(sum);
  }

  private NDArray normed(NDArray tokens, StreamNorm norm) {
    return norm.apply(tokens, normEpsilon, normExponent);
  }

  private NDArray product(NDArray weight, NDArray tokens, NDManager owner) {
    return product.columns(weight, tokens.toType(weight.getDataType(), false), owner);
  }

  private void rotate(NDArray queryKeyValue, PassArrays pass) {
    Shape factor = pass.cosines().getShape();
    int pairAxis = pairing == RotaryTable.Pairing.ADJACENT ? 2 : 1;
    long rotated = sizes.queryWidth() + sizes.keyValueWidth();
    NDArray heads =
        queryKeyValue
            .split(new long[] {rotated}, 0)
            .get(0)
            .reshape(rotated / sizes.headWidth(), factor.get(0), factor.get(1), factor.get(2));
    NDList elements = heads.split(2, pairAxis);
    NDArray swapped = NDArrays.concat(new NDList(elements.get(1), elements.get(0)), pairAxis);
    heads.muli(pass.cosines());
    swapped.muli(pass.sines());
    heads.addi(swapped);
  }

  private static NDArray keysAndValues(
      int layer, PositionCache cache, PassArrays pass, NDManager owner) {
    int usedSlots = pass.plan().usedSlots();
    return pass.lanes().isEmpty()
        ? cache.read(layer, owner, usedSlots)
        : cache.read(layer, owner, usedSlots, pass.lanes().get());
  }

  /** Query width x columns to columns x query width, contiguous. */
  private NDArray attend(int layer, NDArray queries, NDArray keysAndValues, PassArrays pass) {
    long lanes = pass.plan().lanes();
    long perLane = pass.plan().columnsPerLane();
    long groups = sizes.keyValueHeads();
    long group = sizes.heads() / groups;
    long width = sizes.headWidth();
    NDList halves = keysAndValues.split(2, 0);
    NDArray keys = halves.get(0);
    NDArray values = halves.get(1);

    NDArray grouped =
        queries
            .reshape(groups, group, width, lanes, perLane)
            .transpose(0, 3, 1, 4, 2)
            .reshape(groups * lanes, group * perLane, width);
    NDArray scores = grouped.batchMatMul(keys.transpose(0, 2, 1));
    if (pass.mask().isPresent()) {
      long slots = pass.plan().usedSlots();
      scores.reshape(groups, lanes, group, perLane, slots).addi(pass.mask().get());
    }
    NDArray weights = scores.softmax(2);
    probed.ifPresent(probe -> probe.take(layer, weights, pass.plan()));
    return weights
        .batchMatMul(values)
        .reshape(groups, lanes, group, perLane, width)
        .transpose(1, 3, 0, 2, 4)
        .reshape(lanes * perLane, sizes.queryWidth());
  }

  /** SiLU of the upper half times the lower half, as contiguous tokens. */
  private NDArray gated(NDArray gateUp) {
    NDList halves = gateUp.split(2, 0);
    NDArray gate = halves.get(0);
    NDArray hidden = gate.getNDArrayInternal().sigmoid();
    hidden.muli(gate).muli(halves.get(1));
    // Reshaping to a vector and back copies where the tokens are not contiguous.
    return hidden
        .transpose()
        .reshape(hidden.size())
        .reshape(hidden.getShape().get(1), sizes.feedForwardWidth());
  }
}
