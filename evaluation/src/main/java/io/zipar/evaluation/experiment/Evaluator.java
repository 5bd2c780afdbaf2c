/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.GeneratedImage;
import io.zipar.GenerationResult;
import io.zipar.PixelImage;
import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.FrechetDistance;
import io.zipar.evaluation.TokenLikelihood;
import io.zipar.evaluation.report.Numbers;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Generates the images of a plan by one combination after the other and measures them.
 *
 * @param pipeline the model, with its image tokenizer
 * @param plan the images, and all settings that the combinations share
 * @param features of the pictures
 * @param reference what the pictures are compared with
 * @param bootstrap the intervals
 * @param watch looks on
 */
@ApiStatus.Experimental(since = "0.1")
public record Evaluator(
    Pipeline pipeline,
    ImagePlan plan,
    PictureFeatures features,
    FrechetDistance reference,
    Bootstrap bootstrap,
    Watch watch) {
  /**
   * Runs the first passes of a combination and forgets them.
   *
   * @param combination the first that is measured
   */
  public void warmUp(Combination combination) {
    pipeline.warmUp(plan(combination), combination.strategy(), watch);
  }

  /**
   * Measures a combination.
   *
   * @param combination what to measure
   * @param name what to call it while it runs
   * @return its row
   */
  public MeasuredRow measure(Combination combination, String name) {
    ImageMeter meter = new ImageMeter(features);
    TokenLikelihood likelihood = new TokenLikelihood(pipeline.model());
    List<Double> passes = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    pipeline.eachBatch(
        plan(combination),
        combination.strategy(),
        name,
        watch,
        batch -> {
          passes.add((double) batch.metrics().forwardPasses());
          seconds.add(Numbers.seconds(batch.metrics().totalNanos()) / batch.images().size());
          add(batch, meter, likelihood);
        });
    Map<Measure, Estimate> measures = meter.measures(reference, bootstrap);
    measures.put(Measure.PASSES, bootstrap.mean(ImageMeter.values(passes)));
    measures.put(Measure.REDUCTION, bootstrap.mean(reductions(passes)));
    measures.put(Measure.SECONDS, bootstrap.mean(ImageMeter.values(seconds)));
    return new MeasuredRow(
        combination.strategy().toString(),
        Double.toString(combination.guidance()),
        combination.visibility().name().toLowerCase(Locale.ROOT),
        meter.count(),
        measures);
  }

  private double[] reductions(List<Double> passes) {
    return passes.stream().mapToDouble(each -> 1 - each / plan.grid().cells()).toArray();
  }

  private void add(GenerationResult batch, ImageMeter meter, TokenLikelihood likelihood) {
    List<PixelImage> pictures = new ArrayList<>();
    for (GeneratedImage image : batch.images()) {
      pictures.add(pipeline.decode(image));
      meter.addLikelihood(likelihood.negativeLogLikelihood(image));
    }
    meter.addPictures(pictures, batch.images().stream().map(ImageMeter::label).toList());
  }

  private ImagePlan plan(Combination combination) {
    return new ImagePlan(
        plan.images(),
        plan.grid(),
        plan.guidance().withScale(combination.guidance()),
        plan.sampling(),
        combination.visibility(),
        plan.batch());
  }
}
