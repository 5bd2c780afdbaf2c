/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.backend;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.OptionValues;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.TransformerSource;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TextEncoder;
import io.zipar.spi.TokenModel;
import java.util.function.Supplier;

/**
 * A backend that opens {@link TransformerSource}, {@link TextEncoderSource} and {@link
 * ImageTokenizerSource}, and refuses every other source. Safe for several threads where what a
 * subclass adds is.
 */
@ApiStatus.Experimental(since = "0.1")
public abstract class CheckpointBackend implements ModelBackend {
  /** Creates the backend. */
  protected CheckpointBackend() {}

  @Override
  public final TokenModel openModel(ModelSource source, OptionValues options) {
    if (source instanceof TransformerSource transformer) {
      return open(transformer, options);
    }
    throw unknown("models", source);
  }

  @Override
  public final ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options) {
    if (source instanceof ImageTokenizerSource tokenizer) {
      return open(tokenizer, options);
    }
    throw unknown("image tokenizers", source);
  }

  @Override
  public final TextEncoder openTextEncoder(ModelSource source, OptionValues options) {
    if (source instanceof TextEncoderSource encoder) {
      return open(encoder, options);
    }
    throw unknown("text encoders", source);
  }

  /**
   * Loads a model.
   *
   * @param source description and weights, closed by the caller after the call
   * @param options values of the backend's options
   * @return the model, closed by the caller
   * @throws InvalidInputException if the options or the machine do not allow it
   */
  protected abstract TokenModel open(TransformerSource source, OptionValues options);

  /**
   * Loads an image tokenizer.
   *
   * @param source description and weights, closed by the caller after the call
   * @param options values of the backend's options
   * @return the image tokenizer, closed by the caller
   * @throws InvalidInputException if the options or the machine do not allow it
   */
  protected abstract ImageTokenizer open(ImageTokenizerSource source, OptionValues options);

  /**
   * Loads a text encoder.
   *
   * @param source description and weights, closed by the caller after the call
   * @param options values of the backend's options
   * @return the text encoder, closed by the caller
   * @throws InvalidInputException if the options or the machine do not allow it
   */
  protected abstract TextEncoder open(TextEncoderSource source, OptionValues options);

  /**
   * Loads something that will own threads, a device or memory, which are released if that fails.
   *
   * @param <T> what is loaded
   * @param load loads it
   * @param release gives back what it would have owned; called if loading fails, and only then
   * @return what was loaded
   */
  protected static <T> T loadOrRelease(Supplier<T> load, Runnable release) {
    boolean loaded = false;
    try {
      T result = load.get();
      loaded = true;
      return result;
    } finally {
      if (!loaded) {
        release.run();
      }
    }
  }

  private InvalidInputException unknown(String kind, ModelSource source) {
    return new InvalidInputException(
        "backend '" + name() + "' opens checkpoints of " + kind + ", not " + source.describe());
  }
}
