/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.vq.VqStyle;
import java.util.List;
import java.util.regex.Pattern;

/** How LlamaGen writes its VQ image tokenizer (section 2.1 of the paper) down. */
final class VqNaming {
  static final VqStyle STYLE =
      new VqStyle(
          "LlamaGen",
          new VqStyle.Names(
              "post_quant_conv",
              4,
              "conv_blocks",
              "conv_blocks",
              true,
              "res",
              List.of("0", "1", "2")),
          new VqStyle.Keys(
              "",
              "codebook_size",
              "codebook_embed_dim",
              "decoder_ch_mult",
              "encoder_ch_mult",
              "out_channels"),
          true,
          VqStyle.Attention.LOWEST_LEVEL,
          // Bookkeeping and the losses of its training.
          Pattern.compile("quantize\\.codebook_used|loss\\..*|discriminator\\..*"));

  private VqNaming() {}
}
