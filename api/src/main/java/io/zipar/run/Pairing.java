/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Prediction;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a strategy can drive a model. What decides is how the model predicts, which is known
 * before its weights are loaded.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Pairing {
  private Pairing() {}

  /**
   * Refuses a strategy that cannot drive a model.
   *
   * @param strategy the strategy
   * @param model the model as errors name it
   * @param prediction how the model predicts
   * @param known strategies that could be taken instead; may hold the refused one
   * @throws InvalidInputException if the strategy does not drive this prediction, naming both and
   *     what would work
   */
  public static void require(
      DecodingStrategy strategy,
      String model,
      Prediction prediction,
      Collection<? extends DecodingStrategy> known) {
    if (strategy.predictions().contains(prediction)) {
      return;
    }
    List<String> others =
        known.stream()
            .filter(each -> each.predictions().contains(prediction))
            .map(DecodingStrategy::name)
            .sorted()
            .distinct()
            .toList();
    throw new InvalidInputException(
        "strategy '"
            + strategy.name()
            + "' drives models that predict "
            + strategy.predictions().stream()
                .sorted()
                .map(Prediction::words)
                .collect(Collectors.joining(" or "))
            + ", but model '"
            + model
            + "' predicts "
            + prediction.words()
            + (others.isEmpty()
                ? ": it needs a strategy that drives such models"
                : ": it works with strategy " + String.join(", ", others)));
  }
}
