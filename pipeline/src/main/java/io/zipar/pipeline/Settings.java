/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.GenerationDefaults;
import io.zipar.Guidance;
import io.zipar.Sampling;
import java.util.Optional;

/**
 * Settings that the user gave; for the others the model has those it is published with.
 *
 * @param guidance classifier-free guidance
 * @param temperature of sampling
 * @param temperatureByEntropy whether the temperature depends on the entropy of each token's logits
 * @param topK of sampling
 * @param topP of sampling
 * @param greedy take the most likely token
 */
@ApiStatus.Experimental(since = "0.1")
public record Settings(
    Optional<GuidanceChoice> guidance,
    Optional<Double> temperature,
    boolean temperatureByEntropy,
    Optional<Integer> topK,
    Optional<Double> topP,
    boolean greedy) {
  /** Nothing given. */
  public static final Settings PUBLISHED =
      new Settings(
          Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), false);

  /**
   * Checks what is given.
   *
   * @throws io.zipar.InvalidInputException if a value is outside its range
   */
  public Settings {
    temperature.ifPresent(Sampling.PLAIN::withTemperature);
    topK.ifPresent(Sampling.PLAIN::withTopK);
    topP.ifPresent(Sampling.PLAIN::withTopP);
  }

  /**
   * Guidance.
   *
   * @param published of the model
   * @return what is given, else what is published
   */
  public Guidance guidance(GenerationDefaults published) {
    return guidance.map(choice -> choice.over(published.guidance())).orElse(published.guidance());
  }

  /**
   * Sampling.
   *
   * @param published of the model
   * @return what is given, else what is published
   */
  public Sampling sampling(GenerationDefaults published) {
    Sampling others = published.sampling();
    return others
        .withTemperature(temperature.orElse(others.temperature()))
        .withTemperatureByEntropy(temperatureByEntropy || others.temperatureByEntropy())
        .withTopK(topK.orElse(others.topK()))
        .withTopP(topP.orElse(others.topP()))
        .withGreedy(greedy || others.greedy());
  }
}
