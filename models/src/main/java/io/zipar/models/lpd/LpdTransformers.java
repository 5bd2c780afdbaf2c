/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.lpd;

import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.Sampling;
import io.zipar.models.network.FeedForward;
import io.zipar.models.network.Head;
import io.zipar.models.network.HeadMixing;
import io.zipar.models.network.Norm;
import io.zipar.models.network.Projection;
import io.zipar.models.network.Projection.Linear;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.FamilyCatalog;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.FlatRows;
import io.zipar.models.spi.support.ListedWeights;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.StackedRows;
import io.zipar.models.spi.support.WeightSource;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * LPD (arXiv 2507.01957): a class-conditional transformer with LayerNorms, biases and learned
 * places that predicts any cell at a mask token. Immutable and safe for several threads.
 */
public final class LpdTransformers implements TransformerFamily {
  private static final String MASK = "mask_token";
  private static final String UNCONDITIONAL = "fake_latent";

  /** What the authors evaluate the large model with at 256 pixels and 20 steps. */
  private static final GenerationDefaults DEFAULTS =
      new GenerationDefaults(Guidance.rank(1, 4.8), Sampling.PLAIN);

  /** Creates the family; it holds no state. */
  public LpdTransformers() {}

  @Override
  public String name() {
    return "lpd";
  }

  @Override
  public FamilyCatalog catalog() {
    return FamilyCatalog.of(new NetworkKind("LPD", "class", Grid.of(16, 16), DEFAULTS));
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    Set<String> names = checkpoint.tensors().names();
    return names.contains(MASK)
        && (names.contains(UNCONDITIONAL) || names.contains("z_proj_ln.weight"));
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    LpdSizes sizes = LpdSizes.read(checkpoint);
    ListedWeights listed = new ListedWeights();
    take(listed, sizes);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    TransformerWeights weights = take(source, sizes);
    Tensor mask = source.take(MASK, 1, 1, sizes.transformer().width());
    source.refuseOthers(name -> false);
    problems.check();
    String describe =
        "LPD "
            + sizes.transformer().layers()
            + " layers of width "
            + sizes.transformer().width()
            + ", "
            + listed.describeParameters();
    return new Transformer(
        new LpdNetwork(describe, sizes, FlatRows.values(mask), DEFAULTS), weights);
  }

  private static TransformerWeights take(WeightSource source, LpdSizes sizes) {
    TransformerSizes transformer = sizes.transformer();
    int width = transformer.width();
    Tensor classes = source.take("class_emb.weight", sizes.classes(), width);
    Tensor places = source.take("pos_embed", 1, sizes.grid().cells() + 1L, width);
    return new TransformerWeights(
        source.take("token_emb.weight", transformer.vocabulary(), width),
        Optional.empty(),
        Optional.of(
            new StackedRows(
                "class_emb.weight", List.of(classes, source.take(UNCONDITIONAL, 1, width)))),
        Optional.empty(),
        Optional.of(
            new TransformerWeights.Entrance(
                new FlatRows(places), Optional.of(norm(source, "z_proj_ln.", width)))),
        IntStream.range(0, transformer.layers())
            .mapToObj(layer -> layer(source, "blocks." + layer + ".", transformer))
            .toList(),
        List.of(
            Head.of(
                transformer.layers() - 1,
                norm(source, "norm.", width),
                Projection.of(source.take("head.weight", transformer.vocabulary(), width)))),
        new HeadMixing.Mean());
  }

  private static TransformerWeights.Layer layer(
      WeightSource source, String prefix, TransformerSizes sizes) {
    int width = sizes.width();
    int hidden = sizes.feedForwardWidth();
    return new TransformerWeights.Layer(
        norm(source, prefix + "norm1.", width),
        linear(source, prefix + "attn.qkv.", 3 * width, width),
        Optional.empty(),
        Optional.empty(),
        linear(source, prefix + "attn.proj.", width, width),
        norm(source, prefix + "norm2.", width),
        new FeedForward.Plain(
            linear(source, prefix + "mlp.fc1.", hidden, width),
            Projection.Gelu.ERF,
            linear(source, prefix + "mlp.fc2.", width, hidden)));
  }

  private static Norm norm(WeightSource source, String prefix, int width) {
    return Norm.layer(source.take(prefix + "weight", width), source.take(prefix + "bias", width));
  }

  private static Linear linear(WeightSource source, String prefix, int outputs, int inputs) {
    return new Linear(
        source.take(prefix + "weight", outputs, inputs),
        Optional.of(source.take(prefix + "bias", outputs)));
  }
}
