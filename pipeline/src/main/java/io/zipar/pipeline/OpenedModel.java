/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.TokenModel;
import java.util.Optional;
import java.util.function.Supplier;

/** A loaded model and the image tokenizer that belongs to it. Used by one thread. */
@ApiStatus.Experimental(since = "0.1")
public final class OpenedModel implements AutoCloseable {
  private final TokenModel model;
  private final ModelInfo info;
  private final ImagePlan plan;
  private final Optional<Supplier<ImageTokenizer>> later;
  private Optional<ImageTokenizer> tokenizer;

  private OpenedModel(
      TokenModel model,
      ImagePlan plan,
      Optional<ImageTokenizer> tokenizer,
      Optional<Supplier<ImageTokenizer>> later) {
    this.model = model;
    this.info = model.info();
    this.plan = plan;
    this.tokenizer = tokenizer;
    this.later = later;
  }

  /**
   * A model whose tokenizer is loaded, or which has none.
   *
   * @param model the model
   * @param plan what is to be generated
   * @param tokenizer the image tokenizer, absent where none was found
   */
  static OpenedModel of(TokenModel model, ImagePlan plan, Optional<ImageTokenizer> tokenizer) {
    return new OpenedModel(model, plan, tokenizer, Optional.empty());
  }

  /**
   * A model that makes room for its tokenizer.
   *
   * @param model the model
   * @param plan what is to be generated
   * @param load loads the image tokenizer
   */
  static OpenedModel inTurn(TokenModel model, ImagePlan plan, Supplier<ImageTokenizer> load) {
    return new OpenedModel(model, plan, Optional.empty(), Optional.of(load));
  }

  /**
   * The model.
   *
   * @return usable until {@link #tokenizer} is asked for
   */
  public TokenModel model() {
    return model;
  }

  /**
   * What is known of the model.
   *
   * @return its description, also when it is released
   */
  public ModelInfo info() {
    return info;
  }

  /**
   * What is to be generated.
   *
   * @return images that fit the model
   */
  public ImagePlan plan() {
    return plan;
  }

  /**
   * Tells whether there will be pictures.
   *
   * @return whether {@link #tokenizer} yields one
   */
  public boolean paints() {
    return tokenizer.isPresent() || later.isPresent();
  }

  /**
   * The image tokenizer. Where the user wants the two one after the other, it is loaded now, after
   * the model is released.
   *
   * @return absent where none was found
   */
  public Optional<ImageTokenizer> tokenizer() {
    if (tokenizer.isEmpty() && later.isPresent()) {
      model.close();
      tokenizer = later.map(Supplier::get);
    }
    return tokenizer;
  }

  /** Frees both. */
  @Override
  public void close() {
    try {
      tokenizer.ifPresent(ImageTokenizer::close);
    } finally {
      model.close();
    }
  }
}
