/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.support.TensorsUnder;
import io.zipar.models.spi.support.image.ImageTokenizerReader;
import io.zipar.models.spi.support.image.ImageTokenizerStyle;
import java.util.regex.Pattern;

/** The image tokenizer of Janus, LlamaGen's, which stands in the same files as the transformer. */
public final class JanusImageTokenizers implements ImageTokenizerFamily {
  private static final ImageTokenizerStyle STYLE =
      new ImageTokenizerStyle(
          "Janus",
          ImageTokenizerStyle.Names.LLAMAGEN,
          new ImageTokenizerStyle.Keys(
              "", "image_token_size", "n_embed", "ch_mult", "ch_mult", "out_channels"),
          true,
          ImageTokenizerStyle.Attention.LOWEST_LEVEL,
          Pattern.compile("quantize\\.codebook_used"),
          true);

  /** Creates the family. */
  public JanusImageTokenizers() {}

  @Override
  public String name() {
    return PublishedJanus.FAMILY;
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return checkpoint.tensors().names().stream()
        .anyMatch(name -> name.startsWith(JanusWeights.IMAGES));
  }

  @Override
  public ImageTokenizerNetwork read(Checkpoint checkpoint) {
    return ImageTokenizerReader.read(
        new Checkpoint(
            new TensorsUnder(checkpoint.tensors(), JanusWeights.IMAGES),
            checkpoint.config().section("gen_vision_config").section("params")),
        STYLE);
  }
}
