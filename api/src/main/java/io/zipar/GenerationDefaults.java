/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Objects;

/**
 * The settings that the authors of a model publish it with, for a user who gives none.
 *
 * @param guidance classifier-free guidance
 * @param sampling how tokens are picked
 */
@ApiStatus.Experimental(since = "0.1")
public record GenerationDefaults(Guidance guidance, Sampling sampling) {
  /** No guidance and the model's own distribution. */
  public static final GenerationDefaults PLAIN =
      new GenerationDefaults(Guidance.OFF, Sampling.PLAIN);

  /** Checks that both are there. */
  public GenerationDefaults {
    Objects.requireNonNull(guidance, "guidance");
    Objects.requireNonNull(sampling, "sampling");
  }

  /**
   * Guidance and top-k at temperature 1, which is what is usually published.
   *
   * @param scale of guidance, 1 (off) or more
   * @param topK logits to keep, 0 for all
   * @return the settings
   * @throws InvalidInputException if a value is outside its range
   */
  public static GenerationDefaults of(double scale, int topK) {
    return new GenerationDefaults(Guidance.scale(scale), Sampling.PLAIN.withTopK(topK));
  }
}
