/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.Projection;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenNumbering;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A random network with what no fixture has: grouped key/value heads, either pairing, and prefixes
 * whose length depends on the lane (class c has 1 + c mod 3 slots, the unconditional lane 4; from
 * class 100 on c slots, the unconditional lane 1), and what only some have, see {@link Variant}.
 */
public final class SyntheticTransformer implements TransformerSource, TransformerNetwork {
  private static final int LONG = 100;
  private static final int PREFIX_ROWS = 7;
  private static final int FEATURES = 5;
  private static final int CODE = 3;
  private static final int HIDDEN_FEATURES = 9;
  private static final double INIT = 0.35;

  private final TransformerSizes sizes;
  private final RotaryTable.Pairing pairing;
  private final Variant variant;
  private final TransformerWeights weights;
  private final Random random;

  /** What prefixes are made of. */
  public enum Prefix {
    /** Rows of a table of their own. */
    TABLE,
    /** Tokens of the vocabulary. */
    TOKENS,
    /** Tokens of the vocabulary that see each other, but for the last of several. */
    MUTUAL_TOKENS,
    /** Projected features, the first of several slots hidden. */
    FEATURES
  }

  /** What stands before the first block and behind the last. */
  public enum Ends {
    /** The rows of the table of tokens, and a matrix. */
    PLAIN,
    /** Tokens are narrow rows behind two layers, and so is the output; all layers have biases. */
    PROJECTED
  }

  /**
   * What families differ in.
   *
   * @param placement of the norms
   * @param normGroups rows of the norms of heads, 0 for no such norm
   * @param structuralTokens how many tokens are structural; if any, image tokens are the other half
   *     of the vocabulary in descending order
   * @param prefix what prefixes are made of
   * @param ends what stands before the first block and behind the last
   */
  public record Variant(
      NormPlacement placement, int normGroups, int structuralTokens, Prefix prefix, Ends ends) {
    /** As LlamaGen has it. */
    public static final Variant PLAIN =
        new Variant(NormPlacement.BEFORE, 0, 0, Prefix.TABLE, Ends.PLAIN);
  }

  /** Makes a plain network of certain sizes; the same seed makes the same weights. */
  public SyntheticTransformer(TransformerSizes sizes, RotaryTable.Pairing pairing, long seed) {
    this(sizes, pairing, Variant.PLAIN, seed);
  }

  /** Makes a network of certain sizes; the same seed makes the same weights. */
  public SyntheticTransformer(
      TransformerSizes sizes, RotaryTable.Pairing pairing, Variant variant, long seed) {
    this.variant = variant;
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
              headNorm("queryNorm"),
              headNorm("keyNorm"),
              tensor("attentionOutput", width, sizes.queryWidth()),
              tensor("feedForwardNorm", width),
              tensor("gate", sizes.feedForwardWidth(), width),
              tensor("up", sizes.feedForwardWidth(), width),
              tensor("down", width, sizes.feedForwardWidth())));
    }
    this.weights =
        new TransformerWeights(
            tensor("tokens", sizes.vocabulary(), projected() ? CODE : width),
            projected()
                ? Optional.of(projection(width, CODE, Projection.Gelu.ERF, true))
                : Optional.empty(),
            Optional.of(tensor("prefix", PREFIX_ROWS, width)),
            variant.prefix() == Prefix.FEATURES
                ? Optional.of(projection(width, FEATURES, Projection.Gelu.TANH, false))
                : Optional.empty(),
            layers,
            tensor("finalNorm", width),
            projected()
                ? projection(tokens().imageTokens(), width, Projection.Gelu.ERF, true)
                : Projection.of(tensor("output", tokens().imageTokens(), width)));
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

  private Optional<TransformerWeights.HeadNorm> headNorm(String name) {
    int groups = variant.normGroups();
    return groups == 0
        ? Optional.empty()
        : Optional.of(
            new TransformerWeights.HeadNorm(
                tensor(name, groups, sizes.headWidth()),
                tensor(name + "Bias", groups, sizes.headWidth()),
                1e-3));
  }

  private boolean projected() {
    return variant.ends() == Ends.PROJECTED;
  }

  private Projection projection(int outputs, int inputs, Projection.Gelu gelu, boolean biases) {
    Projection.Linear first = linear(HIDDEN_FEATURES, inputs, biases);
    return new Projection(
        Optional.of(new Projection.Hidden(first, gelu)), linear(outputs, HIDDEN_FEATURES, biases));
  }

  private Projection.Linear linear(int outputs, int inputs, boolean bias) {
    return new Projection.Linear(
        tensor("matrix", outputs, inputs),
        bias ? Optional.of(tensor("bias", outputs)) : Optional.empty());
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
  public NormPlacement normPlacement() {
    return variant.placement();
  }

  @Override
  public TokenNumbering tokens() {
    int structural = variant.structuralTokens();
    int last = sizes.vocabulary() - 1;
    return structural == 0
        ? TokenNumbering.plain(sizes.vocabulary())
        : TokenNumbering.of(
            IntStream.range(0, sizes.vocabulary() / 2).map(code -> last - code).toArray(),
            IntStream.range(0, structural).toArray());
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
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    int label = ((ClassLabel) lane.conditioning()).label();
    int length = prefixSlots(label, lane.role() == Lane.Role.UNCONDITIONAL);
    int[] rows = new int[length];
    for (int i = 0; i < length; i++) {
      rows[i] = (label + 2 * i) % PREFIX_ROWS;
    }
    return switch (variant.prefix()) {
      case TABLE -> new PrefixInput.TableRows(rows);
      case TOKENS -> new PrefixInput.Tokens(rows);
      case MUTUAL_TOKENS -> new PrefixInput.Tokens(rows, length - 1);
      case FEATURES -> features(label, length);
    };
  }

  private static int prefixSlots(int label, boolean unconditional) {
    if (label >= LONG) {
      return unconditional ? 1 : label;
    }
    return unconditional ? 4 : 1 + label % 3;
  }

  private static PrefixInput features(int label, int length) {
    float[] values = new float[length * FEATURES];
    boolean[] visible = new boolean[length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(7 * label + i);
    }
    for (int slot = 0; slot < length; slot++) {
      visible[slot] = slot > 0 || length == 1;
    }
    return new PrefixInput.Features(values, visible);
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
