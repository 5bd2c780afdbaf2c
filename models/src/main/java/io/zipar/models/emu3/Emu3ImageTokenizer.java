/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageLayer.SpatialNorm;
import io.zipar.models.network.VectorQuantizer;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.vq.VqLayers;
import io.zipar.models.vq.VqParts;
import io.zipar.models.vq.VqSizeReader;
import io.zipar.models.vq.VqSizes;
import io.zipar.models.vq.VqStyle;
import io.zipar.models.vq.VqTokenizer;
import io.zipar.models.weights.CheckedWeights;
import io.zipar.models.weights.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * The image tokenizer of Emu3 (Wang et al. 2024, arXiv 2409.18869), its decoder alone: a VQGAN
 * whose norms depend on the codebook entries, behind a part that works over time.
 */
public final class Emu3ImageTokenizer {
  private static final String AFTER_CODEBOOK = "post_quant_conv.conv";

  private static final VqStyle STYLE =
      new VqStyle(
          "Emu3",
          VqStyle.Names.TAMING.withAfterCodebook(AFTER_CODEBOOK, 5),
          new VqStyle.Keys("", "codebook_size", "embed_dim", "ch_mult", "ch_mult", "out_channels"),
          false,
          VqStyle.Attention.LISTED_BY_LEVEL,
          Pattern.compile("(encoder|quant_conv|loss)\\..*|.*\\.num_batches_tracked"));

  private Emu3ImageTokenizer() {}

  /**
   * Tells whether a checkpoint holds such a tokenizer.
   *
   * @param checkpoint an open checkpoint
   * @return whether to call {@link #read} for it
   */
  public static boolean recognises(Checkpoint checkpoint) {
    SortedSet<String> names = checkpoint.tensors().names();
    return VqStyle.Names.TAMING.recognises(names)
        && names.stream().anyMatch(name -> name.contains(".norm_layer."));
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
    VqSizes sizes = VqSizeReader.read(checkpoint, STYLE);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    VqParts parts = new VqParts(source, problems, sizes);
    TemporalLayers temporal = TemporalLayers.read(checkpoint, source, problems, sizes);
    SpatialNorms norms = new SpatialNorms(parts, sizes.entryWidth());
    VqLayers layers = new VqLayers(parts, norms::norm, STYLE.names(), sizes);
    Tensor codebook = VqTokenizer.codebook(source, sizes);
    List<ImageLayer> decoder = new ArrayList<>();
    decoder.addAll(
        temporal.convolution(AFTER_CODEBOOK, sizes.entryWidth(), sizes.latentChannels(), 1));
    decoder.addAll(temporal.layers());
    decoder.addAll(layers.decoderOfLatents());
    source.refuseOthers(name -> STYLE.harmless().matcher(name).matches());
    problems.check();
    return new VectorQuantizer(
        VqTokenizer.describe(STYLE, sizes) + ", decoder alone",
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
  private record SpatialNorms(VqParts parts, int conditionChannels) {
    SpatialNorm norm(String name, int channels) {
      return new SpatialNorm(
          parts.groupNorm(name + ".norm_layer", channels),
          parts.convolution(name + ".conv_y", conditionChannels, channels, 1),
          parts.convolution(name + ".conv_b", conditionChannels, channels, 1));
    }
  }
}
