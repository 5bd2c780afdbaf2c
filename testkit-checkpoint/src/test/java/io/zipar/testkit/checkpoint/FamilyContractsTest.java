/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.CaptionFeatures;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.PromptTokens;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.ModelFamilies;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.ModelFamily;
import io.zipar.models.spi.TransformerFamily;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The families of this project under the contracts of families. */
class FamilyContractsTest {
  private static final ModelFamilies FAMILIES = ModelFamilies.discover();

  private static <F extends ModelFamily> F named(String name, List<F> families) {
    return families.stream().filter(family -> family.name().equals(name)).findFirst().orElseThrow();
  }

  private static Path file(String fixture) {
    return Fixtures.path(fixture).resolve("model.safetensors");
  }

  /** A golden transformer. */
  private abstract static class GoldenTransformer extends TransformerFamilyContract {
    private final String family;
    private final String fixture;

    GoldenTransformer(String family, String fixture) {
      this.family = family;
      this.fixture = fixture;
    }

    @Override
    protected TransformerFamily family() {
      return named(family, FAMILIES.transformers());
    }

    @Override
    protected Path checkpointFile() {
      return file(fixture);
    }
  }

  @Nested
  class LlamaGen extends GoldenTransformer {
    LlamaGen() {
      super("llamagen", "llamagen/c2i-tiny");
    }

    @Override
    protected Conditioning conditioning() {
      return new ClassLabel(1);
    }

    /** Nothing but the table tells how many classes there are. */
    @Override
    protected boolean isFree(String tensor, int dimension) {
      return tensor.equals("cls_embedding.embedding_table.weight") && dimension == 0;
    }
  }

  @Nested
  class LlamaGenCaptions extends GoldenTransformer {
    LlamaGenCaptions() {
      super("llamagen", "llamagen/t2i-tiny");
    }

    @Override
    protected Conditioning conditioning() {
      return new CaptionFeatures(48, new float[48], new boolean[] {true});
    }
  }

  @Nested
  class Chameleon extends GoldenTransformer {
    Chameleon() {
      super("chameleon", "chameleon/lumina-gen-tiny");
    }

    @Override
    protected Conditioning conditioning() {
      return PromptTokens.of(0, 8302, 8668, 8710);
    }
  }

  @Nested
  class Emu3 extends GoldenTransformer {
    Emu3() {
      super("emu3", "emu3/emu3-tiny");
    }

    @Override
    protected Conditioning conditioning() {
      return PromptTokens.of(120, 58, 123, 7, 4, 9, 122).withNegative(120, 58, 123, 7, 122);
    }
  }

  /** A golden image tokenizer. */
  private abstract static class GoldenImages extends ImageTokenizerFamilyContract {
    private final String family;
    private final String fixture;

    GoldenImages(String family, String fixture) {
      this.family = family;
      this.fixture = fixture;
    }

    @Override
    protected ImageTokenizerFamily family() {
      return named(family, FAMILIES.imageTokenizers());
    }

    @Override
    protected Path checkpointFile() {
      return file(fixture);
    }

    /** What training counts, and what ends an encoder, without which it counts as absent. */
    @Override
    protected boolean isOptional(String tensor) {
      return tensor.equals("quantize.codebook_used")
          || tensor.endsWith(".num_batches_tracked")
          || tensor.equals("encoder.conv_in.weight")
          || tensor.equals("quant_conv.weight");
    }

    /** Nothing but the codebook tells how many entries there are. */
    @Override
    protected boolean isFree(String tensor, int dimension) {
      return tensor.equals("quantize.embedding.weight") && dimension == 0;
    }
  }

  @Nested
  class LlamaGenImages extends GoldenImages {
    LlamaGenImages() {
      super("llamagen", "llamagen/vq-tiny");
    }
  }

  @Nested
  class ChameleonImages extends GoldenImages {
    ChameleonImages() {
      super("chameleon", "chameleon/vqgan-tiny");
    }
  }

  @Nested
  class Emu3Images extends GoldenImages {
    Emu3Images() {
      super("emu3", "emu3/visionvq-tiny");
    }
  }
}
