/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.VectorQuantizer;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.weights.CheckedWeights;
import io.zipar.models.weights.Problems;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The VQ image tokenizer of LlamaGen (section 2.1 of the paper), read from a checkpoint. */
final class VqTokenizer {
  /** Bookkeeping and the losses of its training; they play no role when it is used. */
  private static final Pattern HARMLESS =
      Pattern.compile("quantize\\.codebook_used|loss\\..*|discriminator\\..*");

  private VqTokenizer() {}

  static VectorQuantizer read(Checkpoint checkpoint) {
    VqSizes sizes = VqSizeReader.read(checkpoint);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    VqLayers layers = new VqLayers(source, problems, sizes);
    Tensor codebook =
        source.take("quantize.embedding.weight", sizes.codebookSize(), sizes.entryWidth());
    List<ImageLayer> decoder = layers.decoder();
    Optional<List<ImageLayer>> encoder = sizes.encoder().map(layers::encoder);
    source.refuseOthers(name -> HARMLESS.matcher(name).matches());
    problems.check();
    int downsampling = sizes.decoder().downsampling();
    String describe =
        "LlamaGen VQ-"
            + downsampling
            + ", "
            + sizes.codebookSize()
            + " codes of width "
            + sizes.entryWidth()
            + (encoder.isPresent() ? "" : ", decoder alone");
    return new VectorQuantizer(
        describe,
        sizes.codebookSize(),
        sizes.entryWidth(),
        sizes.normalized(),
        downsampling,
        codebook,
        decoder,
        Optional.empty(),
        encoder);
  }
}
