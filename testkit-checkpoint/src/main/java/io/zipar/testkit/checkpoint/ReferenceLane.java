/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.Visibility;
import io.zipar.models.network.FeedForward;
import io.zipar.models.network.Head;
import io.zipar.models.network.Norm;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.Projection;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.AttentionMask;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenNumbering;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The oracle: one lane of a network in plain loops and double precision, slot by slot as the
 * Javadoc of the descriptions reads.
 */
final class ReferenceLane {
  private final TransformerSizes sizes;
  private final TransformerWeights weights;
  private final RotaryTable rotary;
  private final Visibility visibility;
  private final TokenNumbering numbering;
  private final boolean normsBefore;
  private final PrefixInput prefixInput;
  private final double[][] prefixRows;
  private final double[][][] keys;
  private final double[][][] values;
  private final boolean[] written;

  /** Layer, entry of the last pass, head, slot. */
  private double[][][][] attention = {};

  ReferenceLane(
      SyntheticTransformer source, SequenceLayout layout, Lane lane, Visibility visibility) {
    this.sizes = source.sizes();
    this.weights = source.weights();
    this.numbering = source.tokens();
    this.normsBefore = source.normPlacement() == TransformerNetwork.NormPlacement.BEFORE;
    this.prefixInput = source.prefix(lane, layout);
    this.prefixRows = new double[prefixInput.slots()][];
    Arrays.setAll(prefixRows, this::prefixRow);
    this.rotary = source.rotary(layout, prefixRows.length);
    this.visibility = visibility;
    this.keys = new double[sizes.layers()][rotary.slots()][sizes.keyValueWidth()];
    this.values = new double[sizes.layers()][rotary.slots()][sizes.keyValueWidth()];
    this.written = new boolean[rotary.slots()];
  }

  private double[] prefixRow(int slot) {
    return prefixInput.accept(new PrefixRow(slot));
  }

  /** What a slot of the prefix begins as. */
  private final class PrefixRow implements PrefixInput.Visitor<double[]> {
    private final int slot;

    PrefixRow(int slot) {
      this.slot = slot;
    }

    @Override
    public double[] tableRows(PrefixInput.TableRows prefix) {
      return row(weights.prefixEmbedding().orElseThrow(), prefix.rows()[slot]);
    }

    @Override
    public double[] tokens(PrefixInput.Tokens prefix) {
      return token(prefix.ids()[slot]);
    }

    @Override
    public double[] features(PrefixInput.Features prefix) {
      int width = prefix.values().length / prefix.slots();
      double[] features = new double[width];
      Arrays.setAll(features, i -> prefix.values()[slot * width + i]);
      return ReferenceProjection.apply(weights.prefixProjection().orElseThrow(), features);
    }
  }

  private double[] token(int id) {
    double[] embedded = row(weights.tokenEmbedding(), id);
    return weights
        .tokenProjection()
        .map(projection -> ReferenceProjection.apply(projection, embedded))
        .orElse(embedded);
  }

  /** The logits of the targets of a pass. */
  double[][] forward(LanePass pass) {
    int prefix = pass.prefill() ? prefixRows.length : 0;
    int count = prefix + pass.positions().length;
    int[] slots = new int[count];
    double[][] x = new double[count][];
    for (int i = 0; i < count; i++) {
      slots[i] = i < prefix ? i : prefixRows.length + pass.positions()[i - prefix];
      x[i] = i < prefix ? prefixRows[i].clone() : token(numbering.id(pass.tokens()[i - prefix]));
      written[slots[i]] = true;
    }
    attention = new double[sizes.layers()][count][][];
    for (int layer = 0; layer < sizes.layers(); layer++) {
      block(layer, slots, x, pass.mask().orElse((query, slot) -> true));
    }
    double[][] logits = new double[pass.rows()][];
    for (int i = 0; i < logits.length; i++) {
      int targets = pass.targets().length;
      int position = i < targets ? pass.targets()[i] - 1 : pass.draftPositions()[i - targets];
      int head = i < targets ? 0 : 1 + pass.draftHeads()[i - targets];
      int slot = prefixRows.length + position;
      int index = 0;
      while (slots[index] != slot) {
        index++;
      }
      double[] ofImages = head(weights.heads().get(head), x[index]);
      logits[i] = Arrays.copyOf(ofImages, numbering.size());
      Arrays.fill(logits[i], ofImages.length, numbering.size(), Double.NEGATIVE_INFINITY);
    }
    return logits;
  }

  /**
   * What the last pass attended to.
   *
   * @param layer index of the layer
   * @param head index of the query head
   * @param entry of the pass: the prefix where it ran, then what was fed
   * @param slot one of the prefix, or the length of the prefix plus a position
   */
  double attention(int layer, int head, int entry, int slot) {
    double[] weights = attention[layer][entry][head];
    return slot < weights.length ? weights[slot] : 0;
  }

  int prefixSlots() {
    return prefixRows.length;
  }

  private double[] head(Head head, double[] x) {
    double[] stream = norm(x, head.norm());
    for (Head.Residual residual : head.residuals()) {
      double[] added = ReferenceProjection.linear(residual.linear(), stream);
      for (int i = 0; i < stream.length; i++) {
        stream[i] += added[i] / (1 + Math.exp(-added[i]));
      }
    }
    return ReferenceProjection.apply(head.output(), stream);
  }

  private void block(int layer, int[] slots, double[][] x, AttentionMask mask) {
    TransformerWeights.Layer matrices = weights.layers().get(layer);
    int queryWidth = sizes.queryWidth();
    int keyWidth = sizes.keyValueWidth();
    double[][] queries = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      double[] normed = before(x[i], matrices.attentionNorm());
      double[] all = ReferenceProjection.linear(matrices.queryKeyValue(), normed);
      queries[i] = rotate(headNorm(Arrays.copyOf(all, queryWidth), matrices.queryNorm()), slots[i]);
      double[] key = Arrays.copyOfRange(all, queryWidth, queryWidth + keyWidth);
      keys[layer][slots[i]] = rotate(headNorm(key, matrices.keyNorm()), slots[i]);
      values[layer][slots[i]] = Arrays.copyOfRange(all, queryWidth + keyWidth, all.length);
    }
    for (int i = 0; i < x.length; i++) {
      double[] attended =
          ReferenceProjection.linear(
              matrices.attentionOutput(), attend(layer, i, queries[i], slots[i], mask));
      add(x[i], after(attended, matrices.attentionNorm()));
      double[] normed = before(x[i], matrices.feedForwardNorm());
      add(x[i], after(feedForward(matrices.feedForward(), normed), matrices.feedForwardNorm()));
    }
  }

  private static double[] feedForward(FeedForward feedForward, double[] x) {
    if (feedForward instanceof FeedForward.Plain plain) {
      Projection whole =
          new Projection(
              Optional.of(new Projection.Hidden(plain.up(), plain.gelu())), plain.down());
      return ReferenceProjection.apply(whole, x);
    }
    FeedForward.Gated gated = (FeedForward.Gated) feedForward;
    double[] hidden = ReferenceProjection.product(gated.gate(), x);
    double[] up = ReferenceProjection.product(gated.up(), x);
    for (int j = 0; j < hidden.length; j++) {
      hidden[j] = hidden[j] / (1 + Math.exp(-hidden[j])) * up[j];
    }
    return ReferenceProjection.product(gated.down(), hidden);
  }

  private double[] before(double[] x, Norm norm) {
    return normsBefore ? norm(x, norm) : x;
  }

  private double[] after(double[] x, Norm norm) {
    return normsBefore ? x : norm(x, norm);
  }

  private double[] headNorm(double[] heads, Optional<TransformerWeights.HeadNorm> norm) {
    if (norm.isEmpty()) {
      return heads;
    }
    int width = sizes.headWidth();
    int groups = (int) norm.get().weight().shape().dimension(0);
    double[] result = new double[heads.length];
    for (int from = 0; from < heads.length; from += width) {
      double[] head = Arrays.copyOfRange(heads, from, from + width);
      double mean = Arrays.stream(head).average().orElseThrow();
      double variance = Arrays.stream(head).map(v -> (v - mean) * (v - mean)).sum() / width;
      int group = from / (heads.length / groups);
      double[] weight = row(norm.get().weight(), group);
      double[] bias = row(norm.get().bias(), group);
      for (int i = 0; i < width; i++) {
        double normed = (head[i] - mean) / Math.sqrt(variance + norm.get().epsilon());
        result[from + i] = normed * weight[i] + bias[i];
      }
    }
    return result;
  }

  private double[] attend(int layer, int entry, double[] query, int own, AttentionMask mask) {
    attention[layer][entry] = new double[sizes.heads()][];
    int width = sizes.headWidth();
    int group = sizes.heads() / sizes.keyValueHeads();
    double[] result = new double[query.length];
    for (int head = 0; head < sizes.heads(); head++) {
      int base = head / group * width;
      int last = Math.max(own, own < prefixInput.mutualSlots() ? prefixInput.mutualSlots() - 1 : 0);
      double[] weight = new double[last + 1];
      double sum = 0;
      for (int slot = 0; slot <= last; slot++) {
        if (sees(own, slot, mask)) {
          double score = 0;
          for (int i = 0; i < width; i++) {
            score += query[head * width + i] * keys[layer][slot][base + i];
          }
          weight[slot] = Math.exp(score / Math.sqrt(width));
          sum += weight[slot];
        }
      }
      attention[layer][entry][head] = weight;
      for (int slot = 0; slot <= last; slot++) {
        weight[slot] /= sum;
        for (int i = 0; i < width; i++) {
          result[head * width + i] += weight[slot] * values[layer][slot][base + i];
        }
      }
    }
    return result;
  }

  private boolean sees(int own, int slot, AttentionMask mask) {
    int prefix = prefixRows.length;
    if (slot == own || slot < prefix) {
      return slot == own || prefixInput.isVisible(slot);
    }
    return (visibility == Visibility.ALL || written[slot])
        && mask.sees(own - prefix, slot - prefix);
  }

  private double[] rotate(double[] heads, int slot) {
    int pairs = rotary.pairs();
    double[] result = new double[heads.length];
    for (int head = 0; head < heads.length; head += 2 * pairs) {
      for (int pair = 0; pair < pairs; pair++) {
        boolean adjacent = rotary.pairing() == RotaryTable.Pairing.ADJACENT;
        int first = head + (adjacent ? 2 * pair : pair);
        int second = first + (adjacent ? 1 : pairs);
        double cosine = rotary.cosines()[slot * pairs + pair];
        double sine = rotary.sines()[slot * pairs + pair];
        result[first] = heads[first] * cosine - heads[second] * sine;
        result[second] = heads[first] * sine + heads[second] * cosine;
      }
    }
    return result;
  }

  private double[] norm(double[] x, Norm norm) {
    double mean = norm.bias().isPresent() ? Arrays.stream(x).average().orElseThrow() : 0;
    double meanSquare = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / x.length;
    double[] factors = row(norm.weight(), 0);
    double[] offsets = norm.bias().map(bias -> row(bias, 0)).orElseGet(() -> new double[x.length]);
    double[] result = new double[x.length];
    double root = Math.sqrt(meanSquare + sizes.normEpsilon());
    Arrays.setAll(result, i -> (x[i] - mean) / root * factors[i] + offsets[i]);
    return result;
  }

  static double[] row(Tensor tensor, int row) {
    int rank = tensor.shape().rank();
    int width = (int) tensor.shape().dimension(rank - 1);
    float[] values = new float[width];
    tensor.read((long) row * width, FloatBuffer.wrap(values));
    double[] wide = new double[width];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  private static void add(double[] target, double[] summand) {
    for (int i = 0; i < target.length; i++) {
      target[i] += summand[i];
    }
  }
}
