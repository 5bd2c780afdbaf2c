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
import io.zipar.evaluation.FrechetDistance;
import io.zipar.evaluation.TokenLikelihood;
import io.zipar.evaluation.spi.MeasureContext;
import io.zipar.evaluation.spi.Need;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Generates the images of a plan by one combination after the other and measures them.
 *
 * @param pipeline the model, with its image tokenizer
 * @param plan the images, and all settings that the combinations share
 * @param measures what is measured
 * @param features of the pictures
 * @param reference what the pictures are compared with
 * @param bootstrap the intervals
 * @param watch looks on
 */
@ApiStatus.Experimental(since = "0.1")
public record Evaluator(
    Pipeline pipeline,
    ImagePlan plan,
    Measures measures,
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
    Meters meters = begin(Set.of(Need.BATCHES, Need.LIKELIHOOD));
    pipeline.eachBatch(
        plan(combination),
        combination.strategy(),
        name,
        watch,
        batch -> {
          meters.addBatch(batch);
          add(batch, meters);
        });
    return new MeasuredRow(
        combination.strategy().toString(),
        Double.toString(combination.guidance()),
        combination.visibility().name().toLowerCase(Locale.ROOT),
        meters.count(),
        meters.estimates());
  }

  /** Begins to measure a set of images that has this besides pictures. */
  Meters begin(Set<Need> offered) {
    return new Meters(measures, offered, features, new MeasureContext(bootstrap, reference));
  }

  private void add(GenerationResult batch, Meters meters) {
    TokenLikelihood likelihood = new TokenLikelihood(pipeline.model());
    List<PixelImage> pictures = new ArrayList<>();
    List<Double> likelihoods = new ArrayList<>();
    for (GeneratedImage image : batch.images()) {
      pictures.add(pipeline.decode(image));
      if (meters.need(Need.LIKELIHOOD)) {
        likelihoods.add(likelihood.negativeLogLikelihood(image));
      }
    }
    meters.addPictures(pictures, batch.images().stream().map(Meters::label).toList(), likelihoods);
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
