/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import java.util.Optional;
import java.util.function.Supplier;

/** A loaded model and the image tokenizer that belongs to it. Used by one thread. */
final class LoadedModel implements AutoCloseable {
  private final TokenModel model;
  private final ModelInfo info;
  private final Optional<Supplier<ImageTokenizer>> later;
  private Optional<ImageTokenizer> tokenizer;

  private LoadedModel(
      TokenModel model,
      Optional<ImageTokenizer> tokenizer,
      Optional<Supplier<ImageTokenizer>> later) {
    this.model = model;
    this.info = model.info();
    this.tokenizer = tokenizer;
    this.later = later;
  }

  /** A model whose tokenizer is loaded, or which has none. */
  static LoadedModel of(TokenModel model, Optional<ImageTokenizer> tokenizer) {
    return new LoadedModel(model, tokenizer, Optional.empty());
  }

  /** A model that makes room for its tokenizer. */
  static LoadedModel inTurn(TokenModel model, Supplier<ImageTokenizer> load) {
    return new LoadedModel(model, Optional.empty(), Optional.of(load));
  }

  /** Loads a model; if that fails, closes the tokenizer that was loaded before it. */
  static TokenModel open(
      BackendChoice backend, ModelSource source, Optional<ImageTokenizer> opened) {
    try {
      return backend.backend().openModel(source, backend.options());
    } catch (RuntimeException | OutOfMemoryError e) {
      opened.ifPresent(ImageTokenizer::close);
      throw e;
    }
  }

  /** What is known of the model, also when it is released. */
  ModelInfo info() {
    return info;
  }

  TokenModel model() {
    return model;
  }

  /** The image tokenizer; where it waits for room, it is loaded now, the model being released. */
  Optional<ImageTokenizer> tokenizer() {
    if (tokenizer.isEmpty() && later.isPresent()) {
      model.close();
      tokenizer = later.map(Supplier::get);
    }
    return tokenizer;
  }

  @Override
  public void close() {
    try {
      tokenizer.ifPresent(ImageTokenizer::close);
    } finally {
      model.close();
    }
  }
}
