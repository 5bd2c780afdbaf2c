/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import java.util.Arrays;

/**
 * The encoder of T5 in double precision, formula by formula, padded as its authors' users pad it:
 * texts of a batch have equal length, and a mask hides what is behind their end.
 */
public final class ReferenceTextEncoder {
  private static final double EPSILON = 1e-6;
  private static final double HIDDEN = -1e300;

  private final T5Checkpoint checkpoint;
  private final T5Checkpoint.Sizes sizes;

  /** An encoder of made-up weights. */
  public ReferenceTextEncoder(T5Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.sizes = checkpoint.sizes();
  }

  /**
   * Encodes one text.
   *
   * @param tokens those of the text
   * @param padded the length to which token 0 fills up
   * @return a row for each token of the text
   */
  public double[][] encode(int[] tokens, int padded) {
    int[] ids = Arrays.copyOf(tokens, padded);
    double[][] stream = new double[padded][sizes.width()];
    for (int i = 0; i < padded; i++) {
      for (int j = 0; j < sizes.width(); j++) {
        stream[i][j] = checkpoint.values("shared.weight")[ids[i] * sizes.width() + j];
      }
    }
    for (int block = 0; block < sizes.layers(); block++) {
      String prefix = "encoder.block." + block + ".layer.";
      add(stream, attention(prefix + "0.", norm(prefix + "0.layer_norm", stream), tokens.length));
      add(stream, feedForward(prefix + "1.", norm(prefix + "1.layer_norm", stream)));
    }
    return Arrays.copyOf(norm("encoder.final_layer_norm", stream), tokens.length);
  }

  private double[][] attention(String prefix, double[][] rows, int visible) {
    int inner = sizes.heads() * sizes.headWidth();
    double[][] queries = product(prefix + "SelfAttention.q", rows, inner);
    double[][] keys = product(prefix + "SelfAttention.k", rows, inner);
    double[][] values = product(prefix + "SelfAttention.v", rows, inner);
    double[][] mixed = new double[rows.length][inner];
    for (int head = 0; head < sizes.heads(); head++) {
      int from = head * sizes.headWidth();
      for (int query = 0; query < rows.length; query++) {
        double[] scores = new double[rows.length];
        for (int key = 0; key < rows.length; key++) {
          for (int i = from; i < from + sizes.headWidth(); i++) {
            scores[key] += queries[query][i] * keys[key][i];
          }
          scores[key] += bias(key - query, head) + (key < visible ? 0 : HIDDEN);
        }
        softmax(scores);
        for (int key = 0; key < rows.length; key++) {
          for (int i = from; i < from + sizes.headWidth(); i++) {
            mixed[query][i] += scores[key] * values[key][i];
          }
        }
      }
    }
    return product(prefix + "SelfAttention.o", mixed, sizes.width());
  }

  /** Of the buckets half are for either direction, of these half for one distance each. */
  private double bias(int distance, int head) {
    int half = sizes.buckets() / 2;
    int single = half / 2;
    int bucket = Math.abs(distance);
    if (bucket >= single) {
      double octaves = Math.log(Math.abs(distance) / (double) single);
      double all = Math.log(sizes.farthest() / (double) single);
      // The little more keeps powers of two, where the quotient is whole, from falling below.
      bucket = single + (int) Math.floor(octaves / all * (half - single) + 1e-9);
      bucket = Math.min(bucket, half - 1);
    }
    bucket += distance > 0 ? half : 0;
    return checkpoint
        .values("encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight")[
        bucket * sizes.heads() + head];
  }

  private double[][] feedForward(String prefix, double[][] rows) {
    double[][] gate = product(prefix + "DenseReluDense.wi_0", rows, sizes.hidden());
    double[][] up = product(prefix + "DenseReluDense.wi_1", rows, sizes.hidden());
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < sizes.hidden(); j++) {
        double x = gate[i][j];
        double gelu =
            0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
        up[i][j] *= gelu;
      }
    }
    return product(prefix + "DenseReluDense.wo", up, sizes.width());
  }

  private double[][] norm(String name, double[][] rows) {
    double[][] normed = new double[rows.length][sizes.width()];
    for (int i = 0; i < rows.length; i++) {
      double squares = Arrays.stream(rows[i]).map(x -> x * x).sum();
      double root = Math.sqrt(squares / sizes.width() + EPSILON);
      for (int j = 0; j < sizes.width(); j++) {
        normed[i][j] = rows[i][j] / root * checkpoint.values(name + ".weight")[j];
      }
    }
    return normed;
  }

  private double[][] product(String name, double[][] rows, int outputs) {
    float[] weight = checkpoint.values(name + ".weight");
    double[][] products = new double[rows.length][outputs];
    for (int i = 0; i < rows.length; i++) {
      for (int output = 0; output < outputs; output++) {
        for (int j = 0; j < rows[i].length; j++) {
          products[i][output] += rows[i][j] * weight[output * rows[i].length + j];
        }
      }
    }
    return products;
  }

  private static void softmax(double[] scores) {
    double greatest = Arrays.stream(scores).max().orElseThrow();
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - greatest);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }

  private static void add(double[][] stream, double[][] added) {
    for (int i = 0; i < stream.length; i++) {
      for (int j = 0; j < stream[i].length; j++) {
        stream[i][j] += added[i][j];
      }
    }
  }
}
