/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageLayer.SpatialNorm;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.image.ImageTokenizerLayers;
import io.zipar.models.spi.support.image.ImageTokenizerParts;
import io.zipar.models.spi.support.image.ImageTokenizerReader;
import io.zipar.models.spi.support.image.ImageTokenizerSizeReader;
import io.zipar.models.spi.support.image.ImageTokenizerSizes;
import io.zipar.models.spi.support.image.ImageTokenizerStyle;
import io.zipar.models.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * The image tokenizer of Emu3 (Wang et al. 2024, arXiv 2409.18869), its decoder alone: a VQGAN
 * whose norms depend on the codebook entries, behind a part that works over time.
 */
public final class Emu3ImageTokenizers implements ImageTokenizerFamily {
  private static final String AFTER_CODEBOOK = "post_quant_conv.conv";

  private static final ImageTokenizerStyle STYLE =
      new ImageTokenizerStyle(
          "Emu3",
          ImageTokenizerStyle.Names.TAMING.withAfterCodebook(AFTER_CODEBOOK, 5),
          new ImageTokenizerStyle.Keys(
              "", "codebook_size", "embed_dim", "ch_mult", "ch_mult", "out_channels"),
          false,
          ImageTokenizerStyle.Attention.LISTED_BY_LEVEL,
          Pattern.compile("(encoder|quant_conv|loss)\\..*|.*\\.num_batches_tracked"),
          false);

  /** Creates the family; it holds no state. */
  public Emu3ImageTokenizers() {}

  @Override
  public String name() {
    return Emu3Transformers.FAMILY;
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    SortedSet<String> names = checkpoint.tensors().names();
    return ImageTokenizerStyle.Names.TAMING.recognises(names)
        && names.stream().anyMatch(name -> name.contains(".norm_layer."));
  }

  @Override
  public ImageTokenizerNetwork read(Checkpoint checkpoint) {
    ImageTokenizerSizes sizes = ImageTokenizerSizeReader.read(checkpoint, STYLE);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    ImageTokenizerParts parts = new ImageTokenizerParts(source, problems, sizes);
    TemporalLayers temporal = TemporalLayers.read(checkpoint, source, problems, sizes);
    SpatialNorms norms = new SpatialNorms(parts, sizes.entryWidth());
    ImageTokenizerLayers layers =
        new ImageTokenizerLayers(parts, norms::norm, STYLE.names(), sizes);
    Tensor codebook = ImageTokenizerReader.codebook(source, sizes);
    List<ImageLayer> decoder = new ArrayList<>();
    decoder.addAll(
        temporal.convolution(AFTER_CODEBOOK, sizes.entryWidth(), sizes.latentChannels(), 1));
    decoder.addAll(temporal.layers());
    decoder.addAll(layers.decoderOfLatents());
    source.passOver(name -> STYLE.harmless().matcher(name).matches());
    problems.check();
    return new ImageTokenizerNetwork(
        ImageTokenizerReader.describe(STYLE, sizes) + ", decoder alone",
        sizes.codebookSize(),
        sizes.entryWidth(),
        sizes.normalized(),
        sizes.decoder().downsampling(),
        codebook,
        decoder,
        Optional.of(temporal.layers()),
        Optional.empty());
  }

  /**
   * The norms of the decoder.
   *
   * @param parts makes single layers
   * @param conditionChannels width of what the norms depend on
   */
  private record SpatialNorms(ImageTokenizerParts parts, int conditionChannels) {
    SpatialNorm norm(String name, int channels) {
      return new SpatialNorm(
          parts.groupNorm(name + ".norm_layer", channels),
          parts.convolution(name + ".conv_y", conditionChannels, channels, 1),
          parts.convolution(name + ".conv_b", conditionChannels, channels, 1));
    }
  }
}
