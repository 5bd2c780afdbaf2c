/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.Conditioning;
import io.zipar.GeneratedImage;
import io.zipar.GenerationMetrics;
import io.zipar.GenerationResult;
import io.zipar.ImageRequest;
import io.zipar.evaluation.store.ImageRow;
import io.zipar.evaluation.store.Shard;
import io.zipar.evaluation.store.ShardPlan;
import io.zipar.pipeline.CancelledException;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.Progress;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Watch;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Generates the shards of a combination.
 *
 * @param pipeline the model, loaded
 * @param strategy the strategy
 * @param plan all images and their settings
 * @param set what the images show
 * @param shards how they are cut
 * @param watch may cancel it
 */
record ShardMaker(
    Pipeline pipeline,
    StrategyChoice strategy,
    ImagePlan plan,
    ImageSet set,
    ShardPlan shards,
    Watch watch) {
  /**
   * The images that a combination has.
   *
   * @param subjects one of each subject, with the settings
   * @param set how many there are
   * @return all of them
   */
  static ImagePlan all(ImagePlan subjects, ImageSet set) {
    List<Conditioning> conditionings =
        subjects.images().stream().map(ImageRequest::conditioning).toList();
    return new ImagePlan(
        ImagePlan.images(conditionings, set.count(), set.seed()),
        subjects.grid(),
        subjects.guidance(),
        subjects.sampling(),
        subjects.visibility(),
        set.batch());
  }

  /**
   * Generates a shard. A batch that fails ends it: its images have failed, and those after it were
   * not begun.
   *
   * @throws CancelledException if it is cancelled
   */
  Shard make(int shard, Progress.Task task) {
    int first = shards.first(shard);
    List<ImageRequest> images = plan.images().subList(first, first + shards.imagesOf(shard));
    ImagePlan part = plan.with(images);
    Parts parts = new Parts();
    ImageCounts counts = new ImageCounts();
    try {
      pipeline.eachBatch(
          part,
          strategy,
          task,
          counts,
          watch,
          result -> add(parts, first + parts.rows.size(), result, counts));
    } catch (CancelledException e) {
      throw e;
    } catch (RuntimeException e) {
      watch.throwIfCancelled();
      addLost(parts, first, part, OneLine.message(e));
    }
    return new Shard(parts.rows, parts.tokens, parts.passes);
  }

  private static final class Parts {
    private final List<ImageRow> rows = new ArrayList<>();
    private final List<int[]> tokens = new ArrayList<>();
    private final List<int[]> passes = new ArrayList<>();

    private void put(ImageRow row, int[] tokensOfImage, int[] passesOfImage) {
      rows.add(row);
      tokens.add(tokensOfImage);
      passes.add(passesOfImage);
    }
  }

  /** The batch after those that were done has failed, and what comes after it was not begun. */
  private void addLost(Parts parts, int first, ImagePlan part, String reason) {
    int[] none = new int[plan.grid().cells()];
    Arrays.fill(none, GeneratedImage.NONE);
    int failed = parts.rows.size();
    while (parts.rows.size() < part.images().size()) {
      int image = first + parts.rows.size();
      boolean isOfFailed = parts.rows.size() < failed + plan.batch();
      parts.put(
          ImageRow.without(
              image,
              plan.images().get(image).seed(),
              set.subject(image),
              isOfFailed ? ImageRow.State.FAILED : ImageRow.State.CANCELLED,
              isOfFailed ? reason : "not begun after a failure",
              image / plan.batch(),
              Shard.hash(none)),
          none,
          none);
    }
  }

  private void add(Parts parts, int first, GenerationResult result, ImageCounts counts) {
    int size = result.images().size();
    GenerationMetrics metrics = result.metrics();
    ImageRow.Times times =
        new ImageRow.Times(
            metrics.totalNanos() / size,
            metrics.modelNanos() / size,
            metrics.samplingNanos() / size,
            metrics.strategyNanos() / size);
    for (int i = 0; i < size; i++) {
      GeneratedImage image = result.images().get(i);
      ImageCounts.Count count = counts.of(i);
      int[] tokens = image.tokens();
      int[] passes = image.passOfToken();
      parts.put(
          new ImageRow(
              first + i,
              image.request().seed(),
              set.subject(first + i),
              ImageRow.State.DONE,
              Optional.empty(),
              first / plan.batch(),
              1 + Arrays.stream(passes).max().orElse(0),
              count.fed(),
              count.standIns(),
              count.drafts(),
              count.fates(),
              count.places(),
              Shard.hash(tokens),
              times),
          tokens,
          passes);
    }
  }
}
