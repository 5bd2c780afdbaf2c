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
  private final RotaryTable.Pairing pairing;
  private final Product product;
  private final NDArray normEpsilon;
  private final NDArray normExponent;

  /**
   * Creates a block for a session.
   *
   * @param sizes of the network
   * @param pairing how the elements of a head pair up
   * @param product order of the products
   * @param manager owner of constants
   */
  Block(TransformerSizes sizes, RotaryTable.Pairing pairing, Product product, NDManager manager) {
    this.sizes = sizes;
    this.pairing = pairing;
    this.product = product;
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
  void apply(
      int layer,
      LoadedTransformer.Layer weights,
      PositionCache cache,
      PassArrays pass,
      NDArray tokens) {
    NDManager owner = tokens.getManager();
    Optional<LoadedTransformer.NormsAfter> after = weights.normsAfter();
    NDArray queryKeyValue = product(weights.queryKeyValue(), before(tokens, after), owner);
    weights.headNorm().ifPresent(norm -> norm.apply(queryKeyValue));
    rotate(queryKeyValue, pass);
    NDList parts = queryKeyValue.split(new long[] {sizes.queryWidth()}, 0);
    cache.write(layer, parts.get(1), pass.cacheRows());
    NDArray attended = attend(parts.get(0), keysAndValues(layer, cache, pass, owner), pass);
    NDArray added = product(weights.attentionOutput(), attended, owner).transpose();
    tokens.addi(after(added, after.map(LoadedTransformer.NormsAfter::attention)));

    NDArray gateUp = product(weights.gateUp(), before(tokens, after), owner);
    added = product(weights.down(), gated(gateUp), owner).transpose();
    tokens.addi(after(added, after.map(LoadedTransformer.NormsAfter::feedForward)));
  }

  private NDArray before(NDArray tokens, Optional<LoadedTransformer.NormsAfter> after) {
    return after.isPresent() ? tokens : normed(tokens);
  }

  private NDArray after(NDArray added, Optional<NDArray> norm) {
    return norm.isPresent()
        ? normed(added.toType(DataType.FLOAT32, false)).muli(norm.get())
        : added;
  }

  /** Final norm and output matrix: rows x width to vocabulary x rows. */
  NDArray logits(LoadedProjection output, NDArray rows) {
    return output.columns(normed(rows), product, rows.getManager());
  }

  private NDArray normed(NDArray tokens) {
    return RmsNorm.apply(tokens, normEpsilon, normExponent);
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
  private NDArray attend(NDArray queries, NDArray keysAndValues, PassArrays pass) {
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
    return scores
        .softmax(2)
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
