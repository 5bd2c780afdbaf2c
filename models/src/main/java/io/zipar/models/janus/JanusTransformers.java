/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.FamilyCatalog;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.ListedWeights;
import io.zipar.models.spi.support.Problems;
import java.util.List;
import java.util.Optional;

/**
 * Janus and Janus-Pro, which paint from a prompt. The side that reads pictures is never touched.
 */
public final class JanusTransformers implements TransformerFamily {
  private static final String TYPE = "multi_modality";

  /** How the transformers library calls what it has converted to names of its own. */
  private static final String CONVERTED = "janus";

  /** How JanusFlow, another model, calls what paints; it is recognised to be refused by name. */
  private static final String FLOW = "vision_gen_";

  /** Creates the family. */
  public JanusTransformers() {}

  @Override
  public String name() {
    return PublishedJanus.FAMILY;
  }

  @Override
  public FamilyCatalog catalog() {
    return new FamilyCatalog(
        List.of(new NetworkKind("Janus-Pro", "prompt", PublishedJanus.GRID, JanusNetwork.DEFAULTS)),
        PublishedJanus.architectures());
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Roles.spec());
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return checkpoint
            .config()
            .text("model_type")
            .filter(type -> type.equals(TYPE) || type.equals(CONVERTED))
            .isPresent()
        || checkpoint.tensors().names().stream()
            .anyMatch(
                name ->
                    name.equals(JanusWeights.CODES)
                        || name.startsWith(FLOW)
                        || name.startsWith("gen_head.")
                        || name.startsWith("gen_aligner."));
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    Optional<Architecture> architecture = choices.architecture();
    refuseOthers(checkpoint);
    Problems problems = new Problems(checkpoint.describe());
    JanusSizes sizes = sizes(checkpoint, architecture, problems);
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    TransformerWeights weights = JanusWeights.take(source, sizes);
    source.refuseOthers(JanusWeights::harmless);
    problems.check();
    ListedWeights listed = new ListedWeights();
    JanusWeights.take(listed, sizes);
    String name = architecture.map(Architecture::name).orElse("Janus");
    return new Transformer(
        new JanusNetwork(
            name + ", " + listed.describeParameters(),
            sizes,
            Roles.of(choices.options().text(Roles.OPTION), architecture)),
        weights);
  }

  private static JanusSizes sizes(
      Checkpoint checkpoint, Optional<Architecture> architecture, Problems problems) {
    if (checkpoint.config() == ModelConfig.none()) {
      if (architecture.isEmpty()) {
        problems.add("has no config.json beside it, which must state the sizes");
        problems.check();
      }
      return PublishedJanus.sizes(architecture.orElseThrow());
    }
    JanusSizes sizes = JanusSizeReader.read(checkpoint, problems);
    TransformerSizes found = sizes.network();
    architecture
        .filter(named -> !named.sizes().equals(found))
        .ifPresent(
            named ->
                problems.add(
                    checkpoint.config().name()
                        + " states "
                        + found.layers()
                        + " layers of width "
                        + found.width()
                        + ", which are not those of architecture "
                        + named.name()));
    problems.check();
    return sizes;
  }

  private static void refuseOthers(Checkpoint checkpoint) {
    boolean flow =
        checkpoint.config().hasAny(FLOW + "enc_config", FLOW + "dec_config")
            || checkpoint.tensors().names().stream().anyMatch(name -> name.startsWith(FLOW));
    if (flow) {
      throw new InvalidInputException(
          checkpoint.describe()
              + ": is a JanusFlow, which paints by rectified flow and has no image tokens; Janus and"
              + " Janus-Pro have");
    }
    if (checkpoint.config().text("model_type").filter(CONVERTED::equals).isPresent()) {
      throw new InvalidInputException(
          checkpoint.describe()
              + ": is a Janus as the transformers library converts it, with other names; take the"
              + " one with model_type "
              + TYPE
              + " in config.json");
    }
  }
}
