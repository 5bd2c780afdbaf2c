/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.testing;

import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerWeights;
import java.nio.file.Path;
import java.util.List;

/**
 * A made-up transformer that says it comes from a file.
 *
 * @param made the transformer
 * @param file whose content names it
 */
public record SourceOfFile(TransformerSource made, Path file) implements TransformerSource {
  @Override
  public String describe() {
    return file.toString();
  }

  @Override
  public TransformerNetwork network() {
    return made.network();
  }

  @Override
  public TransformerWeights weights() {
    return made.weights();
  }

  @Override
  public long parameters() {
    return made.parameters();
  }

  @Override
  public List<Path> files() {
    return List.of(file);
  }

  @Override
  public void close() {
    made.close();
  }
}
