/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.support.ListedWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The published class-conditional sizes of LlamaGen (Sun et al. 2024, "Autoregressive Model Beats
 * Diffusion: Llama for Scalable Image Generation", table 1, and the larger sizes of its code).
 */
final class PublishedSizes {
  static final String FAMILY = "llamagen";
  static final int CLASSES = 1000;

  /** What the authors' sampling scripts take if nothing is given. */
  static final GenerationDefaults C2I_DEFAULTS = GenerationDefaults.of(4.0, 2000);

  /** Likewise for captions. */
  static final GenerationDefaults T2I_DEFAULTS = GenerationDefaults.of(7.5, 1000);

  static final double NORM_EPSILON = 1e-5;

  /** Pixels per token and side of the tokenizer VQ-16. */
  static final int DOWNSAMPLING = 16;

  static final int DEFAULT_PIXELS = 384;

  /** The first of the two stages in which the text-conditional model was trained. */
  static final int CAPTION_PIXELS = 256;

  private static final int VOCABULARY = 16384;

  private static final List<Size> SIZES =
      List.of(
          new Size("GPT-B", 12, 12, 768, 2048),
          new Size("GPT-L", 24, 16, 1024, 2816),
          new Size("GPT-XL", 36, 20, 1280, 3584),
          new Size("GPT-XXL", 48, 24, 1536, 4096),
          new Size("GPT-XXXL", 48, 40, 2560, 6912),
          new Size("GPT-1B", 22, 32, 2048, 5632),
          new Size("GPT-3B", 24, 32, 3200, 8704),
          new Size("GPT-7B", 32, 32, 4096, 11008));

  private PublishedSizes() {}

  private record Size(String name, int layers, int heads, int width, int feedForwardWidth) {
    TransformerSizes sizes() {
      return PublishedSizes.sizes(layers, heads, width, feedForwardWidth);
    }
  }

  /** Sizes of a network over the codes of the tokenizer VQ-16. */
  static TransformerSizes sizes(int layers, int heads, int width, int feedForwardWidth) {
    return new TransformerSizes(
        layers, width, heads, heads, width / heads, feedForwardWidth, VOCABULARY, NORM_EPSILON);
  }

  /** Every size by its plain name, which stands for 384 pixels, and with the pixels in the name. */
  static List<Architecture> architectures() {
    List<Architecture> all = new ArrayList<>();
    for (Size size : SIZES) {
      all.add(architecture(size, size.name(), DEFAULT_PIXELS));
      all.add(architecture(size, size.name() + "-256", 256));
      all.add(architecture(size, size.name() + "-384", 384));
    }
    return List.copyOf(all);
  }

  private static Architecture architecture(Size size, String name, int pixels) {
    ListedWeights listed = new ListedWeights();
    GptWeights.takeC2i(listed, size.sizes(), CLASSES);
    Grid grid = grid(pixels);
    String description =
        "LlamaGen class-conditional, " + pixels + "x" + pixels + " pixels, " + grid + " tokens";
    return new Architecture(name, FAMILY, description, size.sizes(), grid, listed.specs());
  }

  /** The token grid of a square picture. */
  static Grid grid(int pixels) {
    return Grid.of(pixels / DOWNSAMPLING, pixels / DOWNSAMPLING);
  }

  /** Finds the published size of these dimensions. */
  static Optional<String> match(int layers, int width, int feedForwardWidth) {
    return SIZES.stream()
        .filter(s -> s.layers == layers && s.width == width)
        .filter(s -> s.feedForwardWidth == feedForwardWidth)
        .map(Size::name)
        .findFirst();
  }

  /** The number of heads of a published size. */
  static Optional<Integer> heads(String name) {
    return SIZES.stream().filter(s -> s.name.equals(name)).map(Size::heads).findFirst();
  }
}
