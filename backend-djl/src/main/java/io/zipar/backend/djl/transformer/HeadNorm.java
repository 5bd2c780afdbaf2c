/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * The LayerNorm of all query and key heads in one go.
 *
 * @param weight heads + key/value heads x head width x 1
 * @param bias likewise
 * @param width of a head
 * @param queryHeads how many of the heads are those of queries
 * @param queryEpsilon scalar, added to the variance of queries
 * @param keyEpsilon scalar, added to the variance of keys
 * @param exponent scalar, -1/2
 */
record HeadNorm(
    NDArray weight,
    NDArray bias,
    long width,
    long queryHeads,
    NDArray queryEpsilon,
    NDArray keyEpsilon,
    NDArray exponent) {
  private static final int[] ELEMENTS = {1};

  static HeadNorm load(
      TransformerWeights.HeadNorm query,
      TransformerWeights.HeadNorm key,
      TransformerSizes sizes,
      NDManager manager,
      DataType type) {
    return new HeadNorm(
        expanded(query.weight(), key.weight(), sizes, manager, type),
        expanded(query.bias(), key.bias(), sizes, manager, type),
        sizes.headWidth(),
        sizes.heads(),
        manager.create((float) query.epsilon()),
        manager.create((float) key.epsilon()),
        manager.create(-0.5f));
  }

  /** Consecutive heads share a row; here every head gets its own. */
  private static NDArray expanded(
      Tensor query, Tensor key, TransformerSizes sizes, NDManager manager, DataType type) {
    int width = sizes.headWidth();
    float[] rows = new float[sizes.queryWidth() + sizes.keyValueWidth()];
    expand(query, width, rows, 0, sizes.heads());
    expand(key, width, rows, sizes.queryWidth(), sizes.keyValueHeads());
    Shape shape = new Shape(rows.length / width, width, 1);
    return manager.create(rows, shape).toType(type, false);
  }

  private static void expand(Tensor tensor, int width, float[] target, int from, int heads) {
    float[] values = new float[(int) tensor.shape().elements()];
    tensor.read(0, FloatBuffer.wrap(values));
    int groups = values.length / width;
    for (int head = 0; head < heads; head++) {
      System.arraycopy(values, head / (heads / groups) * width, target, from + head * width, width);
    }
  }

  /**
   * Norms in place.
   *
   * @param queryKeyValue (query width + 2 key/value width) x columns
   */
  void apply(NDArray queryKeyValue) {
    long heads = weight.getShape().get(0);
    NDArray values =
        queryKeyValue
            .split(new long[] {heads * width}, 0)
            .get(0)
            .reshape(heads, width, queryKeyValue.getShape().get(1));
    values.subi(values.mean(ELEMENTS, true));
    NDArray factor = values.square().mean(ELEMENTS, true);
    factor.split(new long[] {queryHeads}, 0).get(0).addi(queryEpsilon);
    factor.split(new long[] {queryHeads}, 0).get(1).addi(keyEpsilon);
    values.muli(factor.powi(exponent)).muli(weight).addi(bias);
  }
}
