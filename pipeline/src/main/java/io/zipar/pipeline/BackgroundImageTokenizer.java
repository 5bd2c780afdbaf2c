/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.models.ImageTokenizerSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files of an image tokenizer, opened while the caller opens those of the model. Closing waits
 * for them and closes them.
 */
final class BackgroundImageTokenizer implements AutoCloseable {
  private final Optional<Path> path;
  private final Optional<BackgroundValue<ImageTokenizerSource>> opening;

  /**
   * Begins to open files.
   *
   * @param path the files, if there are any
   * @param opens opens them
   */
  BackgroundImageTokenizer(Optional<Path> path, Function<Path, ImageTokenizerSource> opens) {
    this.path = path;
    this.opening =
        path.map(each -> new BackgroundValue<>("zipar-tokenizer", () -> opens.apply(each)));
  }

  Optional<Path> path() {
    return path;
  }

  /** Waits for the files; throws what opening them threw. */
  Optional<ImageTokenizerSource> source() {
    return opening.map(BackgroundValue::get);
  }

  @Override
  public void close() {
    opening.flatMap(BackgroundValue::ifComputed).ifPresent(ImageTokenizerSource::close);
  }
}
