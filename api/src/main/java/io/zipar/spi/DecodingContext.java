/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.OptionValues;
import java.util.Objects;

/** What a process may know of the model and of the image that it decodes. An immutable value. */
@ApiStatus.Experimental(since = "0.1")
public final class DecodingContext {
  private final ModelInfo model;
  private final SequenceLayout layout;
  private final OptionValues options;
  private final Noise noise;

  private DecodingContext(
      ModelInfo model, SequenceLayout layout, OptionValues options, Noise noise) {
    this.model = Objects.requireNonNull(model, "model");
    this.layout = Objects.requireNonNull(layout, "layout");
    this.options = Objects.requireNonNull(options, "options");
    this.noise = Objects.requireNonNull(noise, "noise");
  }

  /**
   * The context of an image of which nothing is given.
   *
   * @param model what the model is
   * @param layout cells and positions
   * @param options values of the strategy's options, fitted to the grid
   * @param noise the noise of this image
   * @return the context
   */
  public static DecodingContext of(
      ModelInfo model, SequenceLayout layout, OptionValues options, Noise noise) {
    return new DecodingContext(model, layout, options, noise);
  }

  /**
   * What the model is.
   *
   * @return its description: how it predicts, and which draft heads it has
   */
  public ModelInfo model() {
    return model;
  }

  /**
   * Cells and positions.
   *
   * @return the layout of the image
   */
  public SequenceLayout layout() {
    return layout;
  }

  /**
   * Counts the tokens of the model.
   *
   * @return at least 1
   */
  public int vocabulary() {
    return model.vocabulary();
  }

  /**
   * The values of the strategy's options.
   *
   * @return fitted to the grid
   */
  public OptionValues options() {
    return options;
  }

  /**
   * The noise of this image, for drafts and the like. What {@link Distribution#draw()} uses is
   * drawn from the same source with draw 0.
   *
   * @return a pure function
   */
  public Noise noise() {
    return noise;
  }
}
