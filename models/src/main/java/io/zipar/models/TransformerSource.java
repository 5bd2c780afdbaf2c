/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerWeights;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSource;
import io.zipar.spi.Prediction;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A transformer that a backend can load: description and weights. Closed by whoever opened it; a
 * backend reads what it needs within {@code openModel} and keeps no tensor afterwards.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TransformerSource extends ModelSource, AutoCloseable {
  /**
   * The network.
   *
   * @return its description
   */
  TransformerNetwork network();

  /**
   * The weights.
   *
   * @return the weights, usable until the source is closed
   */
  TransformerWeights weights();

  /**
   * The image tokenizer in the same checkpoint, where that holds both. Asked for anew, it is read
   * anew.
   *
   * @return its description and weights, usable until this source is closed, which is all that
   *     closes it; empty if the checkpoint holds none
   * @throws io.zipar.InvalidInputException if it holds one that cannot be used
   */
  default Optional<ImageTokenizerSource> imageTokenizer() {
    return Optional.empty();
  }

  /**
   * Counts the weights.
   *
   * @return the number of elements of all tensors
   */
  long parameters();

  /**
   * What there is to know about the model that a backend makes of it. That its attention can be
   * probed is the backend's to add.
   *
   * @param device where it runs
   * @param dtype precision that the weights run in
   * @param bytesPerPass bytes of weights that a pass reads, in that precision
   * @return the description
   */
  default ModelInfo info(String device, String dtype, long bytesPerPass) {
    TransformerNetwork network = network();
    long perEntry = weights().multiplicationsPerEntry();
    // Where the model predicts any cell, a target is an entry of its own.
    long perTarget =
        weights().multiplicationsOfHeads(network.predictionHeads())
            + (network.prediction() == Prediction.ANY_CELL ? perEntry : 0);
    return ModelInfo.of(network.describe(), network.tokens(), network.defaultGrid())
        .withWeights(parameters(), bytesPerPass)
        .withMultiplications(perEntry, perTarget)
        .withDevice(device, dtype)
        .withDefaults(network.defaults())
        .withPrediction(network.prediction())
        .withDraftHeads(network.draftHeads());
  }

  /**
   * The files that the weights are read from, see {@link io.zipar.models.tensor.TensorStore#files}.
   *
   * @return paths, or none where the weights come from no file
   */
  default List<Path> files() {
    return List.of();
  }

  @Override
  void close();
}
