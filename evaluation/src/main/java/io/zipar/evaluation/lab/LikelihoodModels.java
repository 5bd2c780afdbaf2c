/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import io.zipar.GeneratedImage;
import io.zipar.InvalidInputException;
import io.zipar.pipeline.Pipeline;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models that are asked how likely tokens are where the experiment names one for all. Each is
 * opened for the first combination that needs it, and kept for all. Used by one thread.
 */
final class LikelihoodModels implements AutoCloseable {
  private final LabContext context;
  private final Map<List<Optional<JsonElement>>, Pipeline> open = new LinkedHashMap<>();

  LikelihoodModels(LabContext context) {
    this.context = context;
  }

  /**
   * Opens the model that is asked about a combination, not to be closed.
   *
   * @throws InvalidInputException if it cannot be used, or has no images of that size
   */
  Pipeline of(PlannedCombination combination, Pipeline painter) {
    if (combination.likelihood().isEmpty()) {
      return painter;
    }
    AxisValues values = combination.values();
    Pipeline asked =
        open.computeIfAbsent(
            Arrays.asList(values.value(Axis.BACKEND), values.value(Axis.DTYPE)),
            key -> Pipeline.open(combination.likelihood().get().choice(), context.files()));
    asked.requireFits(AxisReader.size(values), List.of());
    return asked;
  }

  /**
   * Refuses a model to which tokens mean something else: another vocabulary, or other pictures of
   * the same tokens where both paint.
   *
   * @throws InvalidInputException if it is one
   */
  static void requireSameTokens(Pipeline asked, Pipeline painter, GeneratedImage image) {
    if (asked == painter) {
      return;
    }
    int known = asked.info().vocabulary();
    int painted = painter.info().vocabulary();
    if (known != painted) {
      throw new InvalidInputException(
          "likelihood: " + name(asked) + " knows " + known + " tokens, and there are " + painted);
    }
    if (asked.paints() && !asked.decodeFrames(image).equals(painter.decodeFrames(image))) {
      throw new InvalidInputException(
          "likelihood: "
              + name(asked)
              + " has another image tokenizer; name a model that was trained on these tokens");
    }
  }

  private static String name(Pipeline pipeline) {
    return "model '" + pipeline.name().orElse(pipeline.info().name()) + "'";
  }

  @Override
  public void close() {
    open.values().forEach(Pipeline::close);
    open.clear();
  }
}
