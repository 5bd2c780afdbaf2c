/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.zipar.backend.djl.engine.Product;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TransformerSizes;

/**
 * Takes texts of one padded length through a text encoder: x + attention(norm(x)), then x +
 * feedForward(norm(x)) for each block, and a norm. Nothing is scaled, so that everything stays in
 * float32. One object serves one batch of texts.
 */
final class EncoderBlocks {
  private static final float HIDDEN = Float.NEGATIVE_INFINITY;

  private final TransformerSizes sizes;
  private final LoadedEncoder weights;
  private final Product product;
  private final NDManager owner;
  private final long texts;
  private final long length;
  private final NDArray bias;
  private final NDArray normEpsilon;
  private final NDArray normExponent;

  /**
   * Prepares what all blocks share.
   *
   * @param network the description
   * @param weights its weights
   * @param product order of the products
   * @param lengths of the texts
   * @param longest of them
   * @param owner manager of all that is made
   */
  EncoderBlocks(
      TextEncoderNetwork network,
      LoadedEncoder weights,
      Product product,
      int[] lengths,
      int longest,
      NDManager owner) {
    this.sizes = network.sizes();
    this.weights = weights;
    this.product = product;
    this.owner = owner;
    this.texts = lengths.length;
    this.length = longest;
    this.bias = bias(network, lengths);
    this.normEpsilon = owner.create((float) sizes.normEpsilon());
    this.normExponent = owner.create(-0.5f);
  }

  /** heads x texts x query x key: the bias of the distance, minus infinity for padding. */
  private NDArray bias(TextEncoderNetwork network, int[] lengths) {
    int side = (int) length;
    long[] buckets = new long[side * side];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = network.buckets().bucket(i % side - i / side);
    }
    float[] visible = new float[lengths.length * side];
    for (int i = 0; i < visible.length; i++) {
      visible[i] = i % side < lengths[i / side] ? 0 : HIDDEN;
    }
    NDArray distances =
        rows(weights.distanceBias(), buckets).transpose().reshape(sizes.heads(), 1, length, length);
    return distances.add(owner.create(visible, new Shape(1, texts, 1, length)));
  }

  /**
   * Runs all blocks.
   *
   * @param tokens texts x longest, padded with any token
   * @return texts x longest rows of width
   */
  NDArray run(long[] tokens) {
    NDArray stream = rows(weights.embedding(), tokens);
    for (LoadedLayer layer : weights.layers()) {
      try (NDManager scratch = owner.newSubManager()) {
        stream.attach(scratch);
        block(layer, stream, scratch);
        stream.attach(owner);
      }
    }
    return normed(stream).muli(weights.finalNorm());
  }

  private void block(LoadedLayer layer, NDArray rows, NDManager scratch) {
    NDArray queryKeyValue = product.columns(layer.queryKeyValue().matrix(), normed(rows), scratch);
    NDArray attended = attend(queryKeyValue);
    rows.addi(product.columns(layer.attentionOutput().matrix(), attended, scratch).transpose());
    LoadedLayer.Gated gated = (LoadedLayer.Gated) layer.feedForward();
    NDArray gateUp = product.columns(gated.gateUp(), normed(rows), scratch);
    NDList halves = gateUp.split(2, 0);
    NDArray hidden = contiguous(Gelu.apply(halves.get(0)).muli(halves.get(1)).transpose());
    rows.addi(product.columns(gated.down().matrix(), hidden, scratch).transpose());
  }

  /** 3 query width x columns to columns x query width. */
  private NDArray attend(NDArray queryKeyValue) {
    long heads = sizes.heads();
    long width = sizes.headWidth();
    NDList parts = queryKeyValue.reshape(3, heads, width, texts, length).split(3, 0);
    NDArray queries = ofTexts(parts.get(0));
    NDArray keys = ofTexts(parts.get(1));
    NDArray values = ofTexts(parts.get(2));
    NDArray scores = queries.batchMatMul(keys.transpose(0, 2, 1));
    scores.reshape(heads, texts, length, length).addi(bias);
    NDArray mixed =
        scores
            .softmax(2)
            .batchMatMul(values)
            .reshape(heads, texts, length, width)
            .transpose(1, 2, 0, 3);
    return contiguous(mixed.reshape(texts * length, heads * width));
  }

  /** 1 x heads x width x texts x length to heads texts x length x width. */
  private NDArray ofTexts(NDArray part) {
    return part.reshape(sizes.heads(), sizes.headWidth(), texts, length)
        .transpose(0, 2, 3, 1)
        .reshape(sizes.heads() * texts, length, sizes.headWidth());
  }

  private NDArray normed(NDArray rows) {
    return RmsNorm.apply(rows, normEpsilon, normExponent);
  }

  private NDArray rows(NDArray table, long[] numbers) {
    return table.get(owner, new NDIndex("{}", owner.create(numbers)));
  }

  /** Reshaping to a vector and back copies where the rows are not contiguous. */
  private static NDArray contiguous(NDArray matrix) {
    return matrix.reshape(matrix.size()).reshape(matrix.getShape());
  }
}
