/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.GenerationDefaults;
import io.zipar.models.network.Head;
import io.zipar.models.network.HeadMixing;
import io.zipar.models.network.Norm;
import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.FamilyCatalog;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.models.spi.support.AbsentTensor;
import io.zipar.models.spi.support.FlatRows;
import io.zipar.models.spi.support.StillGrid;
import io.zipar.models.spi.support.WeightSource;
import io.zipar.models.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Neighbouring prediction on the architecture of LlamaGen: NAR (arXiv 2503.10696), class- and text-
 * conditional, and FlashAR (arXiv 2605.09430), whose branch leaves the backbone anywhere and whose
 * heads are mixed by a gate. Immutable and safe for several threads.
 */
public final class NarTransformers implements TransformerFamily {
  static final String NAME = "nar";

  private static final String BRANCH_NORM = "medusa_norm.weight";
  private static final String BRANCH_OUTPUT = "medusa_output.weight";
  private static final String SCALAR_GATE = "hv_mix_logit";
  private static final String GATE = "hv_gate_mlp.";

  /** What the authors' scripts take: NAR's for classes and captions, FlashAR's for classes. */
  private static final GenerationDefaults NAR_DEFAULTS = GenerationDefaults.of(4.0, 2000);

  private static final GenerationDefaults CAPTION_DEFAULTS = GenerationDefaults.of(7.5, 0);
  private static final GenerationDefaults FLASHAR_DEFAULTS = GenerationDefaults.of(2.0, 2000);

  /** Creates the family; it holds no state. */
  public NarTransformers() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FamilyCatalog catalog() {
    return new FamilyCatalog(
        List.of(
            new NetworkKind("NAR c2i", "class", PublishedSizes.grid(256), NAR_DEFAULTS),
            new NetworkKind(
                "NAR t2i", "caption (Flan-T5)", PublishedSizes.grid(256), CAPTION_DEFAULTS),
            new NetworkKind("FlashAR c2i", "class", PublishedSizes.grid(384), FLASHAR_DEFAULTS)),
        PublishedNar.architectures(NarTransformers::takeNar));
  }

  private static void takeNar(WeightSource source, TransformerSizes sizes) {
    TransformerWeights backbone = GptWeights.takeC2i(source, sizes, PublishedSizes.CLASSES);
    branched(source, backbone, sizes, 1, new HeadMixing.Mean());
  }

  static boolean hasBranch(Checkpoint checkpoint) {
    Set<String> names = checkpoint.tensors().names();
    return names.contains(BRANCH_NORM) || names.contains(BRANCH_OUTPUT);
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return GptWeights.describesLlamaGen(checkpoint) && hasBranch(checkpoint);
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    Set<String> names = checkpoint.tensors().names();
    boolean gated = names.stream().anyMatch(name -> name.startsWith("hv_"));
    BranchSizes branch = BranchSizes.of(checkpoint, gated);
    GptReading reading =
        new GptReading(
            checkpoint,
            choices.architecture().map(named -> backboneOf(named, branch.layers())),
            branch.layers(),
            (source, weights, sizes) ->
                branched(
                    source, weights, sizes, branch.layers(), mixing(checkpoint, source, sizes)));
    Transformer backbone = reading.read(gated ? "FlashAR" : "NAR");
    StillGrid.require(backbone.network().defaultGrid(), backbone.network().describe());
    TransformerSizes sizes = backbone.network().sizes();
    GenerationDefaults defaults =
        backbone.network().caption().isPresent()
            ? CAPTION_DEFAULTS
            : gated ? FLASHAR_DEFAULTS : NAR_DEFAULTS;
    return new Transformer(
        new BranchedNetwork(
            backbone.network(),
            sizes.withLayers(sizes.layers() + branch.layers()),
            branch.startIn(sizes.layers()),
            defaults),
        backbone.weights());
  }

  /** A size of this family counts the layers of the branch; one of LlamaGen has none. */
  private static Architecture backboneOf(Architecture named, int branchLayers) {
    TransformerSizes sizes = named.sizes();
    return named.family().equals(NAME)
        ? new Architecture(
            named.name(),
            named.family(),
            named.description(),
            sizes.withLayers(sizes.layers() - branchLayers),
            named.defaultGrid(),
            named.tensors())
        : named;
  }

  private static TransformerWeights branched(
      WeightSource source,
      TransformerWeights backbone,
      TransformerSizes sizes,
      int count,
      HeadMixing mixing) {
    List<TransformerWeights.Layer> layers = new ArrayList<>(backbone.layers());
    for (int i = 0; i < count; i++) {
      layers.add(GptWeights.layer(source, "layers." + (sizes.layers() + i) + ".", sizes));
    }
    Head down =
        Head.of(
            layers.size() - 1,
            Norm.rms(source.take(BRANCH_NORM, sizes.width())),
            Projection.of(source.take(BRANCH_OUTPUT, sizes.vocabulary(), sizes.width())));
    return new TransformerWeights(
        backbone.tokenEmbedding(),
        backbone.tokenProjection(),
        backbone.prefixEmbedding(),
        backbone.prefixProjection(),
        backbone.entrance(),
        layers,
        List.of(backbone.heads().get(0), down),
        mixing);
  }

  /** If both learned forms are there, the network counts. */
  private static HeadMixing mixing(
      Checkpoint checkpoint, WeightSource source, TransformerSizes sizes) {
    Set<String> names = checkpoint.tensors().names();
    HeadMixing mixing = new HeadMixing.Mean();
    if (names.contains(SCALAR_GATE)) {
      Tensor logit = source.take(SCALAR_GATE);
      mixing =
          logit instanceof AbsentTensor
              ? mixing
              : new HeadMixing.Share(sigmoid(FlatRows.values(logit)[0]));
    }
    String first = GATE + "0.weight";
    Optional<Long> hidden = checkpoint.tensors().find(first).map(each -> each.shape().dimension(0));
    if (names.stream().anyMatch(name -> name.startsWith(GATE))) {
      long width = hidden.orElse(1L);
      mixing =
          new HeadMixing.Gate(
              source.take(first, width, 2L * sizes.vocabulary()),
              source.take(GATE + "2.weight", 1, width),
              source.take(GATE + "2.bias", 1));
    }
    return mixing;
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
