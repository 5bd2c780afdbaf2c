/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.StrategyResult;
import io.zipar.pipeline.Subject;
import io.zipar.pipeline.output.Pictures;
import java.nio.file.Path;

/** A prompt in, a picture out. */
public final class PromptToPicture {
  private PromptToPicture() {}

  /**
   * Paints a class.
   *
   * @param args a model (a checkpoint's path, or {@code scenes}); a class of it, for example {@code
   *     sunset}; the PNG file to write
   */
  public static void main(String[] args) {
    try (Pipeline pipeline = Pipeline.open(ModelChoice.of(args[0]))) {
      ImagePlan plan = pipeline.plan(ImageOrder.of(Subject.ofClass(args[1])).withSeed(1));
      StrategyResult result = pipeline.run(plan, StrategyChoice.of("zipar:window=8"));
      Pictures.save(pipeline.decode(result.images().get(0)), Path.of(args[2]));
      System.out.println(result.metrics().forwardPasses() + " forward passes");
    }
  }
}
