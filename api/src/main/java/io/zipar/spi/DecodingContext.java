/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.GeneratedImage;
import io.zipar.GivenCells;
import io.zipar.OptionValues;
import java.util.Objects;
import java.util.OptionalInt;

/** What a process may know of the model and of the image that it decodes. An immutable value. */
@ApiStatus.Experimental(since = "0.1")
public final class DecodingContext {
  private final ModelInfo model;
  private final SequenceLayout layout;
  private final OptionValues options;
  private final Noise noise;
  private final GivenCells given;

  private DecodingContext(
      ModelInfo model, SequenceLayout layout, OptionValues options, Noise noise, GivenCells given) {
    this.model = Objects.requireNonNull(model, "model");
    this.layout = Objects.requireNonNull(layout, "layout");
    this.options = Objects.requireNonNull(options, "options");
    this.noise = Objects.requireNonNull(noise, "noise");
    this.given = Objects.requireNonNull(given, "given");
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
    return new DecodingContext(model, layout, options, noise, GivenCells.NONE);
  }

  /**
   * The same context with cells that are known from the start.
   *
   * @param changed the given cells
   * @return a new context
   */
  public DecodingContext withGiven(GivenCells changed) {
    return new DecodingContext(model, layout, options, noise, changed);
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

  /**
   * The cells that are known from the start. A process feeds them as {@link
   * DecodingStep.Origin#KNOWN} before or when it asks for what depends on them, and commits none of
   * them. For a model that predicts successors they are the first in raster order.
   *
   * @return none for most images
   */
  public GivenCells given() {
    return given;
  }

  /**
   * The token of a position, if it is known before anything is decoded.
   *
   * @param position in the layout
   * @return the given or structural token, or empty for a cell that is open
   * @throws IndexOutOfBoundsException if the position is outside the layout
   */
  public OptionalInt knownToken(int position) {
    if (layout.isStructural(position)) {
      return OptionalInt.of(layout.structuralToken(position));
    }
    int token = given.token(layout.cellIndex(position));
    return token == GeneratedImage.NONE ? OptionalInt.empty() : OptionalInt.of(token);
  }

  /**
   * The first open cell at or after a position.
   *
   * @param from from 0 to {@link SequenceLayout#positions()}
   * @return its position, or {@link SequenceLayout#positions()} if none follows
   */
  public int nextOpen(int from) {
    int position = from;
    while (position < layout.positions() && knownToken(position).isPresent()) {
      position++;
    }
    return position;
  }
}
