/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.models.network.Head;
import io.zipar.models.network.HeadMixing;
import io.zipar.models.network.Norm;
import io.zipar.models.network.Projection;
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
import io.zipar.models.spi.support.WeightSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * NAR for videos (arXiv 2503.10696, section 3.3): a class-conditional transformer with learned
 * places and a head for each of three directions, of which those about the cell below and about the
 * next frame stand behind a layer more each. Immutable and safe for several threads.
 */
public final class NarVideoTransformers implements TransformerFamily {
  /**
   * Behind the backbone: one layer before the head about the cell below, one more before the last.
   */
  private static final int EXTRA_LAYERS = 2;

  private static final List<String> HEADS = List.of("R", "D", "B");

  /** Creates the family; it holds no state. */
  public NarVideoTransformers() {}

  @Override
  public String name() {
    return "nar-video";
  }

  @Override
  public FamilyCatalog catalog() {
    return FamilyCatalog.of(
        new NetworkKind("NAR video", "class", NarVideoSizes.PUBLISHED, GenerationDefaults.PLAIN));
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return checkpoint.tensors().names().contains("norm_R.weight");
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    NarVideoSizes sizes = NarVideoSizes.read(checkpoint);
    ListedWeights listed = new ListedWeights();
    take(listed, sizes);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    TransformerWeights weights = take(source, sizes);
    source.passOver(name -> name.contains("kv_cache.") || name.endsWith("causal_mask"));
    problems.check();
    Grid grid = sizes.grid();
    String describe =
        "NAR video "
            + grid
            + ", "
            + (sizes.transformer().layers() - NarVideoSizes.EXTRA_LAYERS)
            + " layers of width "
            + sizes.transformer().width()
            + ", "
            + listed.describeParameters();
    return new Transformer(new NarVideoNetwork(describe, sizes), weights);
  }

  private static TransformerWeights take(WeightSource source, NarVideoSizes sizes) {
    TransformerSizes transformer = sizes.transformer();
    int width = transformer.width();
    int first = transformer.layers() - NarVideoSizes.EXTRA_LAYERS - 1;
    return new TransformerWeights(
        source.take(GptWeights.TOKENS, transformer.vocabulary(), width),
        Optional.empty(),
        Optional.of(source.take(GptWeights.CLASSES, sizes.classes() + 1L, width)),
        Optional.empty(),
        Optional.of(
            new TransformerWeights.Entrance(
                new FlatRows(source.take("abs_pe", 1, sizes.grid().cells() + 1L, width)),
                Optional.empty())),
        IntStream.range(0, transformer.layers())
            .mapToObj(layer -> GptWeights.layer(source, "layers." + layer + ".", transformer))
            .toList(),
        IntStream.range(0, HEADS.size())
            .mapToObj(head -> head(source, HEADS.get(head), first + head, transformer))
            .toList(),
        new HeadMixing.Mean());
  }

  private static Head head(
      WeightSource source, String direction, int layer, TransformerSizes sizes) {
    return Head.of(
        layer,
        Norm.rms(source.take("norm_" + direction + ".weight", sizes.width())),
        Projection.of(
            source.take("output_" + direction + ".weight", sizes.vocabulary(), sizes.width())));
  }
}
