/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.DraftCounts;
import io.zipar.GeneratedImage;
import io.zipar.GenerationMetrics;
import io.zipar.GenerationResult;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ImageRow;
import io.zipar.evaluation.store.Shard;
import io.zipar.pipeline.ImagePlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The batches of a combination as they were when they were generated, from what is kept.
 *
 * @param folder holds the shards, all done
 * @param plan the images
 */
record KeptBatches(CombinationFolder folder, ImagePlan plan) implements Iterable<GenerationResult> {
  @Override
  public Iterator<GenerationResult> iterator() {
    return IntStream.range(0, folder.plan().count())
        .boxed()
        .flatMap(shard -> batches(read(shard)).stream())
        .iterator();
  }

  private Shard read(int shard) {
    return folder
        .shard(shard)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    folder.path() + ": shard " + shard + " was damaged just now; run it again"));
  }

  private List<GenerationResult> batches(Shard shard) {
    List<GenerationResult> batches = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= shard.rows().size(); to++) {
      if (to == shard.rows().size()
          || shard.rows().get(to).batch() != shard.rows().get(from).batch()) {
        batches.add(batch(shard, from, to));
        from = to;
      }
    }
    return batches;
  }

  private GenerationResult batch(Shard shard, int from, int to) {
    List<GeneratedImage> images = new ArrayList<>();
    GenerationMetrics sum = new GenerationMetrics(0, 0, 0, 0, 0, DraftCounts.NONE, 0, 0, 0, 0);
    int passes = 0;
    for (int i = from; i < to; i++) {
      ImageRow row = shard.rows().get(i);
      images.add(image(plan, shard, i));
      passes = Math.max(passes, row.passes());
      sum = sum.plus(metrics(row));
    }
    // A batch shares its passes: it takes as many as the slowest of its images.
    return new GenerationResult(
        images,
        new GenerationMetrics(
            passes,
            sum.committedTokens(),
            sum.fedTokens(),
            sum.standIns(),
            sum.drafts(),
            sum.draftCounts(),
            sum.modelNanos(),
            sum.samplingNanos(),
            sum.strategyNanos(),
            sum.totalNanos()),
        false);
  }

  /** An image of a shard as it was when it was generated. */
  static GeneratedImage image(ImagePlan plan, Shard shard, int at) {
    return new GeneratedImage(
        plan.images().get(shard.rows().get(at).image()),
        plan.grid(),
        shard.tokens().get(at),
        shard.passes().get(at));
  }

  private GenerationMetrics metrics(ImageRow row) {
    return new GenerationMetrics(
        0,
        plan.grid().cells(),
        row.fed(),
        row.standIns(),
        row.drafts(),
        row.draftCounts(),
        row.times().model(),
        row.times().sampling(),
        row.times().strategy(),
        row.times().total());
  }
}
