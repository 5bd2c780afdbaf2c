/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.tests;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random network with what no fixture has: grouped key/value heads, either pairing, and prefixes
 * whose length depends on the lane (class c has 1 + c mod 3 slots, the unconditional lane 4).
 */
public final class SyntheticTransformer implements TransformerSource, TransformerNetwork {
  private static final int PREFIX_ROWS = 7;
  private static final double INIT = 0.35;

  private final TransformerSizes sizes;
  private final RotaryTable.Pairing pairing;
  private final TransformerWeights weights;
  private final Random random;

  /** Makes a network of certain sizes; the same seed makes the same weights. */
  public SyntheticTransformer(TransformerSizes sizes, RotaryTable.Pairing pairing, long seed) {
    this.sizes = sizes;
    this.pairing = pairing;
    this.random = new Random(seed);
    int width = sizes.width();
    List<TransformerWeights.Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < sizes.layers(); layer++) {
      layers.add(
          new TransformerWeights.Layer(
              tensor("attentionNorm", width),
              tensor("queryKeyValue", sizes.queryWidth() + 2 * sizes.keyValueWidth(), width),
              tensor("attentionOutput", width, sizes.queryWidth()),
              tensor("feedForwardNorm", width),
              tensor("gate", sizes.feedForwardWidth(), width),
              tensor("up", sizes.feedForwardWidth(), width),
              tensor("down", width, sizes.feedForwardWidth())));
    }
    this.weights =
        new TransformerWeights(
            tensor("tokens", sizes.vocabulary(), width),
            tensor("prefix", PREFIX_ROWS, width),
            layers,
            tensor("finalNorm", width),
            tensor("output", sizes.vocabulary(), width));
  }

  /** A tensor on the heap. */
  public record HeapTensor(String name, Shape shape, float[] values) implements Tensor {
    @Override
    public ElementType type() {
      return ElementType.FLOAT32;
    }

    @Override
    public void read(long first, FloatBuffer target) {
      target.put(values, (int) first, target.remaining());
    }
  }

  private HeapTensor tensor(String name, long... shape) {
    Shape dimensions = Shape.of(shape);
    float[] values = new float[(int) dimensions.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * INIT + (shape.length == 1 ? 1 : 0));
    }
    return new HeapTensor(name, dimensions, values);
  }

  @Override
  public TransformerNetwork network() {
    return this;
  }

  @Override
  public TransformerWeights weights() {
    return weights;
  }

  @Override
  public long parameters() {
    return 1;
  }

  @Override
  public void close() {}

  @Override
  public String describe() {
    return "synthetic transformer";
  }

  @Override
  public TransformerSizes sizes() {
    return sizes;
  }

  @Override
  public Grid defaultGrid() {
    return Grid.of(4, 6);
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return SequenceLayout.raster(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {}

  @Override
  public PrefixInput prefix(Lane lane) {
    int label = ((ClassLabel) lane.conditioning()).label();
    int length = lane.role() == Lane.Role.UNCONDITIONAL ? 4 : 1 + label % 3;
    int[] rows = new int[length];
    for (int i = 0; i < length; i++) {
      rows[i] = (label + 2 * i) % PREFIX_ROWS;
    }
    return new PrefixInput.TableRows(rows);
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    int slots = prefixSlots + layout.positions();
    int pairs = sizes.headWidth() / 2;
    float[] cosines = new float[slots * pairs];
    float[] sines = new float[slots * pairs];
    for (int slot = 0; slot < slots; slot++) {
      for (int pair = 0; pair < pairs; pair++) {
        double angle = slot * Math.pow(100, -(double) pair / pairs);
        cosines[slot * pairs + pair] = (float) Math.cos(angle);
        sines[slot * pairs + pair] = (float) Math.sin(angle);
      }
    }
    return new RotaryTable(slots, pairs, pairing, cosines, sines);
  }
}
