/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.support.image.ImageTokenizerReader;
import io.zipar.models.spi.support.image.ImageTokenizerStyle;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * The image tokenizer of Chameleon (Chameleon Team 2024, arXiv 2405.09818) and Lumina-mGPT: the
 * VQGAN of taming-transformers, whose tokens are indices into its codebook.
 */
public final class ChameleonImageTokenizers implements ImageTokenizerFamily {
  private static final ImageTokenizerStyle STYLE =
      new ImageTokenizerStyle(
          "Chameleon",
          ImageTokenizerStyle.Names.TAMING,
          new ImageTokenizerStyle.Keys(
              "ddconfig", "n_embed", "embed_dim", "ch_mult", "ch_mult", "out_ch"),
          false,
          ImageTokenizerStyle.Attention.LISTED_BY_RESOLUTION,
          Pattern.compile("loss\\..*"),
          false);

  /** Creates the family; it holds no state. */
  public ChameleonImageTokenizers() {}

  @Override
  public String name() {
    return ChameleonTransformers.FAMILY;
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    SortedSet<String> names = checkpoint.tensors().names();
    return ImageTokenizerStyle.Names.TAMING.recognises(names)
        && names.stream().noneMatch(name -> name.contains(".norm_layer."));
  }

  @Override
  public ImageTokenizerNetwork read(Checkpoint checkpoint) {
    return ImageTokenizerReader.read(checkpoint, STYLE);
  }
}
