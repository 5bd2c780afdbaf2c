/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Transformer;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A transformer and the open store that its weights come from.
 *
 * @param tensors the store, which is closed with this
 * @param transformer description and weights
 * @param beside reads the image tokenizer in the same store
 */
record OpenTransformer(
    TensorStore tensors, Transformer transformer, Supplier<Optional<ImageTokenizerNetwork>> beside)
    implements TransformerSource {
  @Override
  public String describe() {
    return tensors.describe();
  }

  @Override
  public TransformerNetwork network() {
    return transformer.network();
  }

  @Override
  public TransformerWeights weights() {
    return transformer.weights();
  }

  @Override
  public Optional<ImageTokenizerSource> imageTokenizer() {
    return beside.get().map(network -> new ContainedImageTokenizer(describe(), network));
  }

  /** An image tokenizer whose store the transformer closes. */
  private record ContainedImageTokenizer(String describe, ImageTokenizerNetwork network)
      implements ImageTokenizerSource {
    @Override
    public void close() {}
  }

  @Override
  public long parameters() {
    return elements(weights().tensors());
  }

  static long elements(Stream<Tensor> tensors) {
    return tensors.mapToLong(tensor -> tensor.shape().elements()).sum();
  }

  @Override
  public List<Path> files() {
    return tensors.files();
  }

  @Override
  public void close() {
    tensors.close();
  }
}
