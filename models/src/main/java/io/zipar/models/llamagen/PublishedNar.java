/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.support.ListedWeights;
import java.util.List;
import java.util.function.BiConsumer;

/** The published class-conditional sizes of NAR (He et al. 2025, arXiv 2503.10696). */
final class PublishedNar {
  private static final int PIXELS = 256;

  private static final List<Size> SIZES =
      List.of(
          new Size("NAR-B", 12, 12, 768, 2048),
          new Size("NAR-M", 18, 16, 1024, 2816),
          new Size("NAR-L", 24, 16, 1024, 2816),
          new Size("NAR-XL", 36, 20, 1280, 3584),
          new Size("NAR-XXL", 48, 24, 1536, 4096));

  private PublishedNar() {}

  /** Sizes of a backbone; the branch has one layer more. */
  private record Size(String name, int layers, int heads, int width, int feedForwardWidth) {
    Architecture architecture(BiConsumer<ListedWeights, TransformerSizes> take) {
      TransformerSizes sizes = PublishedSizes.sizes(layers, heads, width, feedForwardWidth);
      ListedWeights listed = new ListedWeights();
      take.accept(listed, sizes);
      var grid = PublishedSizes.grid(PIXELS);
      return new Architecture(
          name,
          NarTransformers.NAME,
          "NAR class-conditional, " + PIXELS + "x" + PIXELS + " pixels, " + grid + " tokens",
          sizes.withLayers(layers + 1),
          grid,
          listed.specs());
    }
  }

  /**
   * The sizes.
   *
   * @param take takes all weights of a backbone of the given sizes and of its branch
   */
  static List<Architecture> architectures(BiConsumer<ListedWeights, TransformerSizes> take) {
    return SIZES.stream().map(size -> size.architecture(take)).toList();
  }
}
