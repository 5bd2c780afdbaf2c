/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.ApiStatus;
import io.zipar.CancellationToken;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.InvalidInputException;
import io.zipar.OptionValues;
import io.zipar.PluginException;
import io.zipar.RunLimits;
import io.zipar.guard.GuardedStrategy;
import io.zipar.guard.RunWatch;
import io.zipar.guard.WatchedCall;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Drives a decoding strategy over a model: merges the steps of all images of a batch into one
 * forward pass a round, adds the unconditional lanes of classifier-free guidance, filters the
 * logits, and hands every process its distributions. Immutable, safe for several threads; every
 * call of {@link #generate} is a run of its own. Does not close the model.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Generator {
  private final TokenModel model;
  private final DecodingStrategy strategy;
  private final OptionValues options;

  /**
   * Joins a model and a strategy.
   *
   * @param model an open model; the caller closes it, after the last run
   * @param strategy the strategy
   * @param options values for the strategy's options, those left out have their defaults
   * @throws InvalidInputException if an option is unknown or its value not allowed, or the strategy
   *     cannot drive models that predict as this one does
   */
  public Generator(TokenModel model, DecodingStrategy strategy, Map<String, String> options) {
    this.model = Objects.requireNonNull(model, "model");
    this.strategy = GuardedStrategy.of(Objects.requireNonNull(strategy, "strategy"));
    this.options =
        OptionValues.of(
            "strategy '" + this.strategy.name() + "'", this.strategy.options(), options);
    ModelInfo info =
        new WatchedCall("model of " + model.getClass().getName()).require("info()", model::info);
    Pairing.require(this.strategy, info.name(), info.prediction(), List.of());
  }

  /**
   * Joins a model and a strategy with its default options.
   *
   * @param model an open model; the caller closes it, after the last run
   * @param strategy the strategy
   * @throws InvalidInputException if the strategy cannot drive models that predict as this one does
   */
  public Generator(TokenModel model, DecodingStrategy strategy) {
    this(model, strategy, Map.of());
  }

  /**
   * Generates images without listening and without a way to cancel.
   *
   * @param request what to generate
   * @return tokens and metrics
   * @throws InvalidInputException if the model cannot do what is asked, or an option does not fit
   *     the grid
   * @throws PluginException if the strategy or the backend breaks a rule or fails
   */
  public GenerationResult generate(GenerationRequest request) {
    return generate(request, GenerationListener.NONE, new CancellationToken());
  }

  /**
   * Generates images.
   *
   * @param request what to generate
   * @param listener hears of the progress
   * @param cancellation polled before every forward pass; a cancelled run returns what it has
   * @return tokens and metrics
   * @throws InvalidInputException if the model cannot do what is asked, or an option does not fit
   *     the grid
   * @throws PluginException if the strategy or the backend breaks a rule or fails
   */
  public GenerationResult generate(
      GenerationRequest request, GenerationListener listener, CancellationToken cancellation) {
    return generate(request, listener, cancellation, RunLimits.NONE);
  }

  /**
   * Generates images within limits. The run has a thread of its own, so that the caller is free
   * again even if a plugin never returns; an interrupted caller cancels the run.
   *
   * @param request what to generate
   * @param listener hears of the progress
   * @param cancellation polled before every forward pass; a cancelled run returns what it has
   * @param limits deadline of the run, and how long a plugin may hang after it
   * @return tokens and metrics
   * @throws InvalidInputException if the model cannot do what is asked, or an option does not fit
   *     the grid
   * @throws PluginException if the strategy or the backend breaks a rule, fails, or hangs beyond
   *     the limits
   */
  public GenerationResult generate(
      GenerationRequest request,
      GenerationListener listener,
      CancellationToken cancellation,
      RunLimits limits) {
    RunWatch watch = new RunWatch(cancellation, limits.deadline());
    return new WatchedRun(
            () -> new GenerationRun(model, strategy, options, request, listener, watch).run(),
            watch,
            limits)
        .await();
  }
}
