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
import io.zipar.training.network.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * LlamaGen's class-conditional transformer over whole sequences, in a form that can be
 * differentiated: the whole, or its parts for networks that branch. Not safe for several threads.
 */
final class TransformerForward {
  /** The only weights that belong to the classes. */
  static final String CLASS_EMBEDDING = "cls_embedding.embedding_table.weight";

  private static final double ROTARY_BASE = 10_000;
  private static final float NORM_EPSILON = 1e-5f;
  private static final double DEVIATION = 0.03;
  private static final int QUERIES = 96;
  private static final float HIDDEN = -1e9f;

  private final Parameters parameters;
  private final TransformerShape shape;
  private final Arrangement arrangement;
  private final NDArray cosines;
  private final NDArray sines;
  private final NDArray swap;
  private final List<NDArray> masks = new ArrayList<>();

  /**
   * A network.
   *
   * @param manager owns its tables
   * @param parameters its weights; made where they are missing
   * @param shape its sizes
   * @param arrangement of what is fed
   */
  TransformerForward(
      NDManager manager, Parameters parameters, TransformerShape shape, Arrangement arrangement) {
    this.parameters = parameters;
    this.shape = shape;
    this.arrangement = arrangement;
    int slots = arrangement.slots();
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
   * @param inputs batch x (cells - 1) tokens, as they are arranged
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
    return norm("norm.weight", blocks(embedded(labels, inputs), 0, shape.layers()));
  }

  /**
   * The stream before the first block.
   *
   * @return batch x cells x width
   */
  NDArray embedded(NDArray labels, NDArray inputs) {
    return behindTheClass(labels, tokens(inputs));
  }

  /** The class and what follows it, whatever that is, as {@link #blocks} takes it. */
  NDArray behindTheClass(NDArray labels, NDArray rest) {
    return embed(CLASS_EMBEDDING, shape.classes() + 1, labels)
        .reshape(-1, 1, shape.width())
        .concat(rest, 1);
  }

  /** Tokens as the network takes them. */
  NDArray tokens(NDArray tokens) {
    return embed("tok_embeddings.weight", shape.vocabulary(), tokens);
  }

  /**
   * A vector, each head's part of it turned as its queries and keys are in every slot.
   *
   * @param vector 1 x width
   * @return slots x width
   */
  NDArray turned(NDArray vector) {
    NDArray heads = vector.reshape(shape.heads(), 1, shape.headWidth());
    // A weight's manager outlives the step, and what is computed from it would too.
    heads.attach(cosines.getManager());
    NDArray turned = rotated(heads).transpose(1, 0, 2).reshape(-1, shape.width());
    return Scale.by(turned, Math.pow(shape.headWidth(), 0.25));
  }

  /** Takes the stream through the blocks from one up to, and without, another. */
  NDArray blocks(NDArray stream, int from, int to) {
    NDArray x = stream;
    for (int layer = from; layer < to; layer++) {
      String prefix = "layers." + layer + ".";
      x = x.add(attention(prefix, norm(prefix + "attention_norm.weight", x)));
      x = x.add(feedForward(prefix, norm(prefix + "ffn_norm.weight", x)));
    }
    return x;
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

  /** Hides from each query of a part what it does not see of what the last of them sees. */
  private NDArray mask(NDManager manager, int from, int to) {
    int keys = arrangement.visible().get(to - 1);
    float[] hidden = new float[(to - from) * keys];
    for (int query = from; query < to; query++) {
      int row = (query - from) * keys;
      Arrays.fill(hidden, row + arrangement.visible().get(query), row + keys, HIDDEN);
    }
    return manager.create(hidden, new Shape(to - from, keys));
  }

  private NDArray embed(String name, int rows, NDArray indices) {
    return rows(parameters.get(name, Initial.NORMAL, DEVIATION, rows, shape.width()), indices);
  }

  /**
   * Rows of a matrix.
   *
   * @param matrix rows x width
   * @param indices of any shape, whose manager owns what is returned
   * @return the shape of the indices x width
   */
  static NDArray rows(NDArray matrix, NDArray indices) {
    NDList taken = indices.getNDArrayInternal().embedding(indices, matrix, SparseFormat.DENSE);
    NDArray result = taken.singletonOrThrow();
    result.attach(indices.getManager());
    return result;
  }

  private NDArray attention(String prefix, NDArray x) {
    long batch = x.getShape().get(0);
    int width = shape.width();
    NDArray qkv = linear(x, matrix(prefix + "attention.wqkv.weight", 3 * width, width, 1));
    // 3 x batch x heads x slots x head width
    NDArray split =
        qkv.reshape(batch, arrangement.slots(), 3, shape.heads(), shape.headWidth())
            .transpose(2, 0, 3, 1, 4);
    NDArray q = rotated(split.get(0));
    NDArray k = rotated(split.get(1));
    NDArray attended =
        attended(q, k.transpose(0, 1, 3, 2), split.get(2))
            .transpose(0, 2, 1, 3)
            .reshape(batch, arrangement.slots(), width);
    return linear(attended, residualMatrix(prefix + "attention.wo.weight", width, width));
  }

  /** Queries in parts, each against the keys that some of its queries see. */
  private NDArray attended(NDArray q, NDArray k, NDArray v) {
    NDList parts = new NDList();
    for (int from = 0; from < arrangement.slots(); from += QUERIES) {
      int to = Math.min(from + QUERIES, arrangement.slots());
      String seen = ":" + arrangement.visible().get(to - 1);
      NDArray scores = q.get(":, :, " + from + ":" + to).matMul(k.get(":, :, :, " + seen));
      NDArray weights = scores.add(masks.get(from / QUERIES)).softmax(3);
      parts.add(weights.matMul(v.get(":, :, " + seen)));
    }
    // Of a single array DJL's concatenation is a copy that passes no gradient on.
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 2);
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

  /** Divides rows by their root mean square, and multiplies by a learned one. */
  NDArray norm(String name, NDArray x) {
    NDArray weight = parameters.get(name, Initial.ONES, 0, shape.width());
    NDArray root = x.square().mean(new int[] {-1}, true).add(NORM_EPSILON).sqrt();
    return x.div(root).mul(weight);
  }

  private NDArray rotated(NDArray heads) {
    return heads.mul(cosines).add(heads.matMul(swap).mul(sines));
  }

  /**
   * Queries and keys both carry half of attention's scale. Slot 0 is the class: zeros, as LlamaGen
   * has them.
   */
  private void fillRotary(float[] cosine, float[] sine) {
    int width = shape.headWidth();
    int quarter = width / 4;
    double scale = Math.pow(width, -0.25);
    for (int slot = 1; slot < arrangement.slots(); slot++) {
      int cell = arrangement.cells().get(slot);
      int[] turns = {cell / shape.columns(), cell % shape.columns()};
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
