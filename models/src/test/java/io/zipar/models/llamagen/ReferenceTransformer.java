/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.network.FeedForward;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.testing.Tensors;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** The network as its description defines it, in plain loops: shows that nothing is left out. */
final class ReferenceTransformer {
  private final TransformerNetwork network;
  private final TransformerSizes sizes;
  private final TransformerWeights weights;
  private final Map<Tensor, float[]> read = new HashMap<>();

  ReferenceTransformer(TransformerNetwork network, TransformerWeights weights) {
    this.network = network;
    this.sizes = network.sizes();
    this.weights = weights;
  }

  /** The logits of every cell, given the tokens before it. */
  double[][] logits(Lane lane, SequenceLayout layout, int[] tokens) {
    int[] prefix = ((PrefixInput.TableRows) network.prefix(lane, layout)).rows();
    int slots = prefix.length + tokens.length - 1;
    double[][] x = new double[slots][];
    for (int i = 0; i < slots; i++) {
      x[i] =
          i < prefix.length
              ? row(weights.prefixEmbedding().orElseThrow(), prefix[i])
              : row(weights.tokenEmbedding(), tokens[i - prefix.length]);
    }
    RotaryTable rotary = network.rotary(layout, prefix.length);
    for (TransformerWeights.Layer layer : weights.layers()) {
      attend(x, layer, rotary);
      feedForward(x, layer);
    }
    double[][] logits = new double[tokens.length][];
    for (int i = 0; i < tokens.length; i++) {
      logits[i] =
          multiply(
              weights.heads().get(0).output().last().matrix(),
              norm(x[prefix.length - 1 + i], weights.heads().get(0).norm().weight()));
    }
    return logits;
  }

  private void attend(double[][] x, TransformerWeights.Layer layer, RotaryTable rotary) {
    int width = sizes.headWidth();
    int group = sizes.heads() / sizes.keyValueHeads();
    double[][] qkv = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      qkv[i] = multiply(layer.queryKeyValue().matrix(), norm(x[i], layer.attentionNorm().weight()));
      for (int head = 0; head < sizes.heads() + sizes.keyValueHeads(); head++) {
        rotate(qkv[i], head * width, rotary, i);
      }
    }
    for (int i = 0; i < x.length; i++) {
      double[] mixed = new double[sizes.queryWidth()];
      for (int head = 0; head < sizes.heads(); head++) {
        int key = sizes.queryWidth() + head / group * width;
        int value = key + sizes.keyValueWidth();
        double[] shares = new double[i + 1];
        double total = 0;
        for (int j = 0; j <= i; j++) {
          double score = 0;
          for (int d = 0; d < width; d++) {
            score += qkv[i][head * width + d] * qkv[j][key + d];
          }
          shares[j] = Math.exp(score / Math.sqrt(width));
          total += shares[j];
        }
        for (int j = 0; j <= i; j++) {
          for (int d = 0; d < width; d++) {
            mixed[head * width + d] += shares[j] / total * qkv[j][value + d];
          }
        }
      }
      add(x[i], multiply(layer.attentionOutput().matrix(), mixed));
    }
  }

  private static void rotate(double[] vector, int offset, RotaryTable rotary, int slot) {
    for (int pair = 0; pair < rotary.pairs(); pair++) {
      double cos = rotary.cosines()[slot * rotary.pairs() + pair];
      double sin = rotary.sines()[slot * rotary.pairs() + pair];
      int at = offset + 2 * pair;
      double even = vector[at];
      double odd = vector[at + 1];
      vector[at] = even * cos - odd * sin;
      vector[at + 1] = odd * cos + even * sin;
    }
  }

  private void feedForward(double[][] x, TransformerWeights.Layer layer) {
    FeedForward.Gated gated = (FeedForward.Gated) layer.feedForward();
    for (double[] row : x) {
      double[] normed = norm(row, layer.feedForwardNorm().weight());
      double[] gate = multiply(gated.gate(), normed);
      double[] up = multiply(gated.up(), normed);
      for (int d = 0; d < up.length; d++) {
        up[d] *= gate[d] / (1 + Math.exp(-gate[d]));
      }
      add(row, multiply(gated.down(), up));
    }
  }

  private double[] norm(double[] x, Tensor scale) {
    float[] weight = values(scale);
    double square = 0;
    for (double value : x) {
      square += value * value;
    }
    double factor = 1 / Math.sqrt(square / x.length + sizes.normEpsilon());
    double[] result = new double[x.length];
    for (int d = 0; d < x.length; d++) {
      result[d] = x[d] * factor * weight[d];
    }
    return result;
  }

  private static double[] row(Tensor matrix, int row) {
    int columns = (int) matrix.shape().dimension(1);
    float[] values = new float[columns];
    matrix.read((long) row * columns, FloatBuffer.wrap(values));
    double[] result = new double[columns];
    for (int d = 0; d < columns; d++) {
      result[d] = values[d];
    }
    return result;
  }

  private double[] multiply(Tensor matrix, double[] x) {
    float[] values = values(matrix);
    double[] result = new double[(int) matrix.shape().dimension(0)];
    for (int i = 0; i < result.length; i++) {
      for (int j = 0; j < x.length; j++) {
        result[i] += values[i * x.length + j] * x[j];
      }
    }
    return result;
  }

  private float[] values(Tensor tensor) {
    return read.computeIfAbsent(tensor, Tensors::values);
  }

  private static void add(double[] x, double[] change) {
    for (int d = 0; d < x.length; d++) {
      x[d] += change[d];
    }
  }
}
