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
import io.zipar.evaluation.ReferenceFeatures;
import io.zipar.evaluation.TokenLikelihood;
import io.zipar.evaluation.spi.MeasureContext;
import io.zipar.evaluation.spi.Need;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.Watch;
import io.zipar.pipeline.output.Pictures;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Measures the images of a plan after they were generated.
 *
 * @param pipeline the model, with its image tokenizer
 * @param plan the images
 * @param measures what is measured
 * @param features of the pictures
 * @param reference what the pictures are compared with
 * @param bootstrap the intervals
 * @param likelihood opens the model that says how likely the tokens are, where a measure needs that
 * @param watch looks on
 */
@ApiStatus.Experimental(since = "0.1")
public record Evaluator(
    Pipeline pipeline,
    ImagePlan plan,
    Measures measures,
    PictureFeatures features,
    Supplier<ReferenceFeatures> reference,
    Bootstrap bootstrap,
    Supplier<Pipeline> likelihood,
    Watch watch) {
  /**
   * Measures images that were generated before.
   *
   * @param batches the images with what they cost, in order
   * @param labelled whether all show classes; prompts have none that a classifier could find
   * @return what was found, by the names of the measures whose needs are met
   */
  public Map<String, Estimate> measure(Iterable<GenerationResult> batches, boolean labelled) {
    Set<Need> offered = EnumSet.of(Need.BATCHES, Need.LIKELIHOOD);
    if (labelled) {
      offered.add(Need.PROBABILITIES);
    }
    Meters meters = begin(offered);
    for (GenerationResult batch : batches) {
      watch.throwIfCancelled();
      meters.addBatch(batch);
      add(batch, meters);
    }
    return meters.estimates();
  }

  /** Begins to measure a set of images that has this besides pictures, as far as the model can. */
  Meters begin(Set<Need> offered) {
    Set<Need> met = EnumSet.copyOf(offered);
    if (measures.need(Need.LIKELIHOOD) && !TokenLikelihood.isDefinedFor(likelihood.get().info())) {
      met.remove(Need.LIKELIHOOD);
    }
    return new Meters(measures, met, features, new MeasureContext(bootstrap, reference));
  }

  /** The likelihood of each image, where a measure needs it and the model has one; else none. */
  List<Double> likelihoods(List<GeneratedImage> images, Meters meters) {
    if (!meters.need(Need.LIKELIHOOD)) {
      return List.of();
    }
    TokenLikelihood likelihood = new TokenLikelihood(this.likelihood.get().model());
    return images.stream().map(likelihood::negativeLogLikelihood).toList();
  }

  /** A video is measured as a strip of its frames. */
  private void add(GenerationResult batch, Meters meters) {
    List<GeneratedImage> images = batch.images();
    List<PixelImage> pictures =
        images.stream().map(image -> Pictures.strip(pipeline.decodeFrames(image))).toList();
    List<Integer> labels = images.stream().map(meters::label).toList();
    meters.addPictures(pictures, labels, likelihoods(images, meters));
  }
}
