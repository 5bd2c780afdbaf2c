/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.PluginException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.llamagen.LlamaGenTransformers;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.FamilyCatalog;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.ModelFamily;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelFamiliesTest {
  private static final Path C2I = Fixtures.path("llamagen/c2i-tiny");

  @Test
  void aCheckpointThatTwoFamiliesClaimIsRefused() {
    ModelLoader loader =
        new ModelLoader(of(new LlamaGenTransformers()).with(of(new Claimant("greedy"))));
    PluginException refusal =
        assertThrows(
            PluginException.class, () -> loader.openTransformer(C2I, Optional.empty()).close());
    assertEquals(
        "model families llamagen, greedy: each takes "
            + C2I.resolve("model.safetensors")
            + " for its own; a checkpoint belongs to one family",
        refusal.getMessage());
  }

  @Test
  void whatAFamilyThrowsByMistakeNamesIt() {
    assertEquals(
        "model family 'greedy': read() failed: java.lang.IllegalStateException: not meant to be read",
        refusal(new Claimant("greedy")));
    assertEquals("model family 'lazy': read() returned null", refusal(new Claimant("lazy")));
  }

  private static String refusal(TransformerFamily family) {
    ModelLoader loader = new ModelLoader(of(family));
    return assertThrows(
            PluginException.class, () -> loader.openTransformer(C2I, Optional.empty()).close())
        .getMessage();
  }

  @Test
  void aFamilyIsAskedWithCareForAnImageTokenizerToo() {
    ModelLoader loader =
        new ModelLoader(
            new ModelFamilies(
                List.of(new LlamaGenTransformers()), List.of(new Clumsy()), List.of(), List.of()));
    try (TransformerSource source = loader.openTransformer(C2I, Optional.empty())) {
      assertEquals(
          "model family 'clumsy': recognises() failed: java.lang.IllegalStateException: not today",
          assertThrows(PluginException.class, source::imageTokenizer).getMessage());
    }
  }

  @Test
  void aFamilyIsAskedWithCareForRandomWeightsToo() {
    Architecture known =
        ModelLoader.discover().architectures().stream()
            .filter(each -> each.family().equals("llamagen"))
            .findFirst()
            .orElseThrow();
    TransformerFamily unready =
        new TransformerFamily() {
          @Override
          public String name() {
            return known.family();
          }

          @Override
          public FamilyCatalog catalog() {
            return new FamilyCatalog(List.of(), List.of(known));
          }

          @Override
          public boolean recognises(Checkpoint checkpoint) {
            return true;
          }

          @Override
          public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
            return null;
          }
        };
    ModelLoader loader = new ModelLoader(of(unready));
    assertEquals(
        "model family 'llamagen': read() returned null",
        assertThrows(PluginException.class, () -> loader.randomTransformer(known.name(), 1))
            .getMessage());
  }

  @Test
  void twoFamiliesOfOneKindMayNotShareAName() {
    PluginException refusal =
        assertThrows(
            PluginException.class,
            () -> of(new Claimant("llamagen")).with(of(new LlamaGenTransformers())));
    String message = refusal.getMessage();
    assertTrue(
        message.startsWith("transformer family 'llamagen': two plugins have this name: "), message);
  }

  @Test
  void theFamiliesOfThisModuleAreFound() {
    ModelFamilies found = ModelFamilies.discover();
    assertTrue(names(found.transformers()).containsAll(List.of("llamagen", "chameleon", "emu3")));
    assertTrue(
        names(found.imageTokenizers()).containsAll(List.of("llamagen", "chameleon", "emu3")));
    assertTrue(names(found.textEncoders()).contains("t5"));
  }

  private static List<String> names(List<? extends ModelFamily> families) {
    return families.stream().map(ModelFamily::name).toList();
  }

  private static ModelFamilies of(TransformerFamily family) {
    return new ModelFamilies(List.of(family), List.of(), List.of(), List.of());
  }

  /** Cannot even look at a checkpoint. */
  private record Clumsy() implements ImageTokenizerFamily {
    @Override
    public String name() {
      return "clumsy";
    }

    @Override
    public boolean recognises(Checkpoint checkpoint) {
      throw new IllegalStateException("not today");
    }

    @Override
    public ImageTokenizerNetwork read(Checkpoint checkpoint) {
      throw new AssertionError("never recognised");
    }
  }

  /** Takes every checkpoint for its own. */
  private record Claimant(String name) implements TransformerFamily {
    @Override
    public boolean recognises(Checkpoint checkpoint) {
      return true;
    }

    @Override
    public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
      if (name.equals("lazy")) {
        return null;
      }
      throw new IllegalStateException("not meant to be read");
    }
  }
}
