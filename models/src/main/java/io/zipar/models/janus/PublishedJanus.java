/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.support.ListedWeights;
import io.zipar.models.spi.support.llama.LlamaSizes;
import java.util.List;

/** The sizes that were published. */
final class PublishedJanus {
  static final String FAMILY = "janus";

  /** The one whose prompts have the roles as plain words. */
  static final String FIRST = "Janus-1.3B";

  static final Grid GRID = Grid.of(24, 24);

  private static final int VOCABULARY = 102400;
  private static final int MAX_POSITIONS = 16384;
  private static final double ROTARY_BASE = 10000;
  private static final double NORM_EPSILON = 1e-6;
  private static final int HEAD_WIDTH = 128;
  private static final int CODES = 16384;
  private static final int CODE_WIDTH = 8;

  private static final List<Size> SIZES =
      List.of(
          new Size(FIRST, 24, 2048, 5632),
          new Size("Janus-Pro-1B", 24, 2048, 5632),
          new Size("Janus-Pro-7B", 30, 4096, 11008));

  private PublishedJanus() {}

  private record Size(String name, int layers, int width, int feedForwardWidth) {
    JanusSizes sizes() {
      int heads = width / HEAD_WIDTH;
      TransformerSizes transformer =
          new TransformerSizes(
              layers, width, heads, heads, HEAD_WIDTH, feedForwardWidth, VOCABULARY, NORM_EPSILON);
      LlamaSizes llama = new LlamaSizes(transformer, ROTARY_BASE, MAX_POSITIONS, false);
      return new JanusSizes(llama, CODES, CODE_WIDTH, width, GRID);
    }

    Architecture architecture() {
      ListedWeights listed = new ListedWeights();
      JanusWeights.take(listed, sizes());
      return new Architecture(
          name,
          FAMILY,
          "Janus, prompt-conditional, 384x384 pixels, " + GRID + " tokens",
          sizes().network(),
          GRID,
          listed.specs());
    }
  }

  static List<Architecture> architectures() {
    return SIZES.stream().map(Size::architecture).toList();
  }

  static JanusSizes sizes(Architecture architecture) {
    return SIZES.stream()
        .filter(size -> size.name().equals(architecture.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "family janus has no architecture " + architecture.name()))
        .sizes();
  }
}
