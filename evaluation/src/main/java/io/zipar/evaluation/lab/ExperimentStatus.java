/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.evaluation.store.ImageRow;
import io.zipar.evaluation.store.Shard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a combination is.
 *
 * @param name its values
 * @param shards how many shards are complete
 * @param allShards how many there are
 * @param images how many images are done
 * @param allImages how many there are
 * @param failure why an image failed, if one did
 */
@ApiStatus.Experimental(since = "0.1")
public record ExperimentStatus(
    String name, int shards, int allShards, int images, int allImages, Optional<String> failure) {
  /**
   * Looks at a folder. Every shard is read and checked.
   *
   * @param folder where an experiment was run
   * @return its combinations, in order
   * @throws io.zipar.InvalidInputException if there is none
   */
  public static List<ExperimentStatus> of(Path folder) {
    return KeptCombination.all(new ExperimentStore(folder)).stream()
        .map(ExperimentStatus::of)
        .toList();
  }

  private static ExperimentStatus of(KeptCombination combination) {
    int shards = 0;
    int images = 0;
    List<String> failures = new ArrayList<>();
    int all = combination.folder().plan().count();
    for (int i = 0; i < all; i++) {
      Optional<Shard> shard = combination.folder().shard(i);
      shards += shard.filter(Shard::isDone).isPresent() ? 1 : 0;
      for (ImageRow row : shard.map(Shard::rows).orElse(List.of())) {
        images += row.state() == ImageRow.State.DONE ? 1 : 0;
        if (row.state() == ImageRow.State.FAILED) {
          failures.add(row.reason().orElse(""));
        }
      }
    }
    return new ExperimentStatus(
        combination.values().toString(),
        shards,
        all,
        images,
        combination.folder().plan().images(),
        failures.stream().findFirst());
  }

  /**
   * Tells whether nothing is left to generate.
   *
   * @return false where a shard is missing, damaged or not done
   */
  public boolean isComplete() {
    return shards == allShards;
  }
}
