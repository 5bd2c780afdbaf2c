/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.synthetic;

import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.spi.Lane;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A made-up model: the logits of a cell are a pure function of the model's seed, the conditioning,
 * the cell, and those visible tokens that its {@link Dependence} names. Exact: no rounding depends
 * on batch or order, so strategies can be compared token for token. Safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class SyntheticModel implements TokenModel {
  /** What comparisons of strategies take if nothing is given. */
  private static final GenerationDefaults DEFAULTS = GenerationDefaults.of(4.0, 0);

  private final SyntheticSettings settings;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes a model.
   *
   * @param settings what makes it up
   */
  public SyntheticModel(SyntheticSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  @Override
  public ModelInfo info() {
    Dependence dependence = settings.dependence();
    String kind = dependence.kind().name().toLowerCase(Locale.ROOT);
    String name =
        "synthetic "
            + kind
            + (dependence.kind() == Dependence.Kind.LOCAL ? " reach " + dependence.reach() : "")
            + (settings.prediction() == Prediction.SUCCESSOR
                ? ""
                : " of " + settings.prediction().words());
    int vocabulary = settings.vocabulary() + (settings.endOfLine() ? 1 : 0);
    return ModelInfo.of(name, vocabulary, settings.defaultGrid())
        .withDefaults(DEFAULTS)
        .withPrediction(settings.prediction());
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return settings.endOfLine()
        ? SequenceLayout.withEndOfLine(grid, settings.vocabulary())
        : SequenceLayout.raster(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    if (!(conditioning instanceof ClassLabel label)) {
      throw new InvalidInputException(
          "a synthetic model is conditioned on a class, not on " + conditioning.describe());
    }
    if (label.label() < 0 || label.label() >= settings.classes()) {
      throw new InvalidInputException(
          "class " + label.label() + " is not in 0 ... " + (settings.classes() - 1));
    }
  }

  @Override
  public ModelSession open(SessionRequest request) {
    if (closed.get()) {
      throw new IllegalStateException("the synthetic model is closed");
    }
    request.requireFits(info());
    for (Lane lane : request.lanes()) {
      checkConditioning(lane.conditioning());
    }
    return new SyntheticSession(settings, info().vocabulary(), request);
  }

  @Override
  public void close() {
    closed.set(true);
  }
}
