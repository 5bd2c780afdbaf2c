/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import io.zipar.models.network.VectorQuantizer;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.vq.VqStyle;
import io.zipar.models.vq.VqTokenizer;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * The image tokenizer of Chameleon (Chameleon Team 2024, arXiv 2405.09818) and Lumina-mGPT: the
 * VQGAN of taming-transformers, whose tokens are indices into its codebook.
 */
public final class ChameleonImageTokenizer {
  private static final VqStyle STYLE =
      new VqStyle(
          "Chameleon",
          VqStyle.Names.TAMING,
          new VqStyle.Keys("ddconfig", "n_embed", "embed_dim", "ch_mult", "ch_mult", "out_ch"),
          false,
          VqStyle.Attention.LISTED_BY_RESOLUTION,
          Pattern.compile("loss\\..*"));

  private ChameleonImageTokenizer() {}

  /**
   * Tells whether a checkpoint holds such a tokenizer.
   *
   * @param checkpoint an open checkpoint
   * @return whether to call {@link #read} for it
   */
  public static boolean recognises(Checkpoint checkpoint) {
    SortedSet<String> names = checkpoint.tensors().names();
    return VqStyle.Names.TAMING.recognises(names)
        && names.stream().noneMatch(name -> name.contains(".norm_layer."));
  }

  /**
   * Reads the tokenizer.
   *
   * @param checkpoint an open checkpoint
   * @return the tokenizer; its weights are usable while the checkpoint is open
   * @throws io.zipar.InvalidInputException if a weight is missing, of the wrong shape or one too
   *     many, or the configuration contradicts the weights
   */
  public static VectorQuantizer read(Checkpoint checkpoint) {
    return VqTokenizer.read(checkpoint, STYLE);
  }
}
