/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.t5;

import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TextEncoderWeights;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.TextEncoderFamily;
import io.zipar.models.spi.TextEncoderParts;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.ListedWeights;
import io.zipar.models.spi.support.Problems;

/**
 * The encoders of T5 1.1 and Flan-T5 (Raffel et al. 2020, arXiv 1910.10683; Chung et al. 2022,
 * arXiv 2210.11416), whose features condition text-conditional LlamaGen. Immutable and safe for
 * several threads.
 */
public final class T5TextEncoders implements TextEncoderFamily {
  /** Creates the family; it holds no state. */
  public T5TextEncoders() {}

  @Override
  public String name() {
    return "t5";
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return checkpoint.tensors().names().stream()
        .anyMatch(name -> name.startsWith(T5Weights.BLOCKS));
  }

  @Override
  public TextEncoderParts read(Checkpoint checkpoint) {
    Problems problems = new Problems(checkpoint.describe());
    T5Sizes sizes = T5Sizes.read(checkpoint, problems);
    String embedding = T5Weights.embedding(checkpoint.tensors().names());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    TextEncoderWeights weights = T5Weights.take(source, sizes, embedding);
    // A bias of its own in every block is UMT5.
    source.refuseOthers(
        name -> T5Weights.harmless(name) || !name.endsWith(T5Weights.BIAS_OF_BLOCK));
    source.passOver(T5Weights::harmless);
    problems.check();
    ListedWeights listed = new ListedWeights();
    T5Weights.take(listed, sizes, embedding);
    return new TextEncoderParts(
        new TextEncoderNetwork(
            "T5 encoder, " + listed.describeParameters(),
            sizes.sizes(),
            sizes.buckets(),
            sizes.endToken()),
        weights);
  }
}
