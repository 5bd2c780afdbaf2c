/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.Parameters.Initial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * LlamaGen's class-conditional transformer over whole sequences, in a form that can be
 * differentiated. Not safe for several threads.
 */
final class TransformerForward {
  private static final double ROTARY_BASE = 10_000;
  private static final float NORM_EPSILON = 1e-5f;
  private static final double DEVIATION = 0.03;
  private static final int QUERIES = 96;
  private static final float HIDDEN = -1e9f;

  private final Parameters parameters;
  private final TransformerShape shape;
  private final NDArray cosines;
  private final NDArray sines;
  private final NDArray swap;
  private final List<NDArray> masks = new ArrayList<>();

  TransformerForward(NDManager manager, Parameters parameters, TransformerShape shape) {
    this.parameters = parameters;
    this.shape = shape;
    int slots = shape.cells();
    int width = shape.headWidth();
    float[] cosine = new float[slots * width];
    float[] sine = new float[slots * width];
    fillRotary(cosine, sine);
    Shape table = new Shape(slots, width);
    this.cosines = manager.create(cosine, table);
    this.sines = manager.create(sine, table);
    this.swap = manager.create(swapMatrix(width), new Shape(width, width));
    for (int from = 0; from < slots; from += QUERIES) {
      masks.add(mask(manager, from, Math.min(from + QUERIES, slots)));
    }
  }

  static boolean isBlockMatrix(String name) {
    return name.startsWith("layers.") && !name.endsWith("norm.weight");
  }

  /**
   * Logits of every token given those before it.
   *
   * @param labels batch classes, the number of classes for none
   * @param inputs batch x (cells - 1) tokens
   * @return (batch x cells) x vocabulary
   */
  NDArray logits(NDArray labels, NDArray inputs) {
    return output(hidden(labels, inputs)).reshape(-1, shape.vocabulary());
  }

  /**
   * The stream behind the last norm, as {@link #logits} takes it.
   *
   * @return batch x cells x width
   */
  NDArray hidden(NDArray labels, NDArray inputs) {
    int width = shape.width();
    NDArray first = embed("cls_embedding.embedding_table.weight", shape.classes() + 1, labels);
    NDArray rest = embed("tok_embeddings.weight", shape.vocabulary(), inputs);
    NDArray x = first.reshape(-1, 1, width).concat(rest, 1);
    for (int layer = 0; layer < shape.layers(); layer++) {
      String prefix = "layers." + layer + ".";
      x = x.add(attention(prefix, norm(prefix + "attention_norm.weight", x)));
      x = x.add(feedForward(prefix, norm(prefix + "ffn_norm.weight", x)));
    }
    return norm("norm.weight", x);
  }

  /**
   * Logits of what {@link #hidden} returned.
   *
   * @return batch x cells x vocabulary
   */
  NDArray output(NDArray hidden) {
    return linear(
        hidden,
        parameters.get("output.weight", Initial.ZEROS, 0, shape.vocabulary(), shape.width()));
  }

  static NDArray linear(NDArray x, NDArray weight) {
    return x.getNDArrayInternal().linear(x, weight, null).singletonOrThrow();
  }

  /** Hides from each query of a part what comes after it. */
  private static NDArray mask(NDManager manager, int from, int to) {
    float[] hidden = new float[(to - from) * to];
    for (int query = from; query < to; query++) {
      int row = (query - from) * to;
      Arrays.fill(hidden, row + query + 1, row + to, HIDDEN);
    }
    return manager.create(hidden, new Shape(to - from, to));
  }

  private NDArray embed(String name, int rows, NDArray indices) {
    NDArray table = parameters.get(name, Initial.NORMAL, DEVIATION, rows, shape.width());
    NDList embedded = indices.getNDArrayInternal().embedding(indices, table, SparseFormat.DENSE);
    NDArray result = embedded.singletonOrThrow();
    result.attach(indices.getManager());
    return result;
  }

  private NDArray attention(String prefix, NDArray x) {
    long batch = x.getShape().get(0);
    int width = shape.width();
    NDArray qkv = linear(x, matrix(prefix + "attention.wqkv.weight", 3 * width, width, 1));
    // 3 x batch x heads x slots x head width
    NDArray split =
        qkv.reshape(batch, shape.cells(), 3, shape.heads(), shape.headWidth())
            .transpose(2, 0, 3, 1, 4);
    NDArray q = rotated(split.get(0));
    NDArray k = rotated(split.get(1));
    NDArray attended =
        attended(q, k.transpose(0, 1, 3, 2), split.get(2))
            .transpose(0, 2, 1, 3)
            .reshape(batch, shape.cells(), width);
    return linear(attended, residualMatrix(prefix + "attention.wo.weight", width, width));
  }

  /** Queries in parts, each against the keys that some of its queries see. */
  private NDArray attended(NDArray q, NDArray k, NDArray v) {
    NDList parts = new NDList();
    for (int from = 0; from < shape.cells(); from += QUERIES) {
      int to = Math.min(from + QUERIES, shape.cells());
      String seen = ":" + to;
      NDArray scores = q.get(":, :, " + from + ":" + to).matMul(k.get(":, :, :, " + seen));
      NDArray weights = scores.add(masks.get(from / QUERIES)).softmax(3);
      parts.add(weights.matMul(v.get(":, :, " + seen)));
    }
    return NDArrays.concat(parts, 2);
  }

  private NDArray feedForward(String prefix, NDArray x) {
    int width = shape.width();
    int hidden = shape.feedForwardWidth();
    NDArray gate = linear(x, matrix(prefix + "feed_forward.w1.weight", hidden, width, 1));
    NDArray up = linear(x, matrix(prefix + "feed_forward.w3.weight", hidden, width, 1));
    NDArray activated = gate.mul(gate.getNDArrayInternal().sigmoid()).mul(up);
    return linear(activated, residualMatrix(prefix + "feed_forward.w2.weight", width, hidden));
  }

  private NDArray residualMatrix(String name, int outputs, int inputs) {
    return matrix(name, outputs, inputs, 1 / Math.sqrt(2.0 * shape.layers()));
  }

  private NDArray matrix(String name, int outputs, int inputs, double scale) {
    return parameters.get(name, Initial.NORMAL, DEVIATION * scale, outputs, inputs);
  }

  private NDArray norm(String name, NDArray x) {
    NDArray weight = parameters.get(name, Initial.ONES, 0, shape.width());
    NDArray root = x.square().mean(new int[] {2}, true).add(NORM_EPSILON).sqrt();
    return x.div(root).mul(weight);
  }

  private NDArray rotated(NDArray heads) {
    return heads.mul(cosines).add(heads.matMul(swap).mul(sines));
  }

  /**
   * Queries and keys both carry half of attention's scale. Slot 0 is the class: zeros, as LlamaGen
   * has them; slot i is cell i - 1.
   */
  private void fillRotary(float[] cosine, float[] sine) {
    int width = shape.headWidth();
    int quarter = width / 4;
    double scale = Math.pow(width, -0.25);
    for (int slot = 1; slot < shape.cells(); slot++) {
      int cell = slot - 1;
      int[] turns = {cell / shape.side(), cell % shape.side()};
      for (int pair = 0; pair < width / 2; pair++) {
        double frequency = Math.pow(ROTARY_BASE, -2.0 * (pair % quarter) / (width / 2));
        double angle = turns[pair / quarter] * frequency;
        for (int element = 2 * pair; element <= 2 * pair + 1; element++) {
          cosine[slot * width + element] = (float) (scale * Math.cos(angle));
          sine[slot * width + element] = (float) (scale * Math.sin(angle));
        }
      }
    }
  }

  /** x times this: the second of a pair, negative, then the first. */
  private static float[] swapMatrix(int width) {
    float[] matrix = new float[width * width];
    for (int i = 0; i < width; i += 2) {
      matrix[(i + 1) * width + i] = -1;
      matrix[i * width + i + 1] = 1;
    }
    return matrix;
  }
}
