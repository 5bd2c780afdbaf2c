/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.support.image.ImageTokenizerReader;
import io.zipar.models.spi.support.image.ImageTokenizerStyle;
import java.util.regex.Pattern;

/**
 * The image tokenizers of LlamaGen (section 2.1 of Sun et al. 2024, arXiv 2406.06525). Immutable
 * and safe for several threads.
 */
public final class LlamaGenImageTokenizers implements ImageTokenizerFamily {
  static final ImageTokenizerStyle STYLE =
      new ImageTokenizerStyle(
          "LlamaGen",
          ImageTokenizerStyle.Names.LLAMAGEN,
          new ImageTokenizerStyle.Keys(
              "",
              "codebook_size",
              "codebook_embed_dim",
              "decoder_ch_mult",
              "encoder_ch_mult",
              "out_channels"),
          true,
          ImageTokenizerStyle.Attention.LOWEST_LEVEL,
          // Bookkeeping and the losses of its training.
          Pattern.compile("quantize\\.codebook_used|loss\\..*|discriminator\\..*"),
          true);

  /** Creates the family; it holds no state. */
  public LlamaGenImageTokenizers() {}

  @Override
  public String name() {
    return PublishedSizes.FAMILY;
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return checkpoint.tensors().names().stream()
            .anyMatch(name -> name.startsWith("quantize.") || name.startsWith("post_quant_conv."))
        && !ImageTokenizerStyle.Names.TAMING.recognises(checkpoint.tensors().names());
  }

  @Override
  public ImageTokenizerNetwork read(Checkpoint checkpoint) {
    return ImageTokenizerReader.read(checkpoint, STYLE);
  }
}
