/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.evaluation.store.ImageRow;
import io.zipar.evaluation.store.Shard;
import io.zipar.evaluation.store.StoreLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the shards of several folders, in which parts of one experiment were run, into one. */
@ApiStatus.Experimental(since = "0.1")
public final class ExperimentMerge {
  private ExperimentMerge() {}

  /**
   * Merges.
   *
   * @param target receives everything; created where it is missing
   * @param parts folders of the same experiment, which are left as they are
   * @return how many shards were copied
   * @throws InvalidInputException if a folder holds no experiment or another one, a run is at work
   *     in one of them, or two hold different tokens for one image
   */
  public static int merge(Path target, List<Path> parts) {
    ExperimentStore into = new ExperimentStore(target);
    List<StoreLock> locks = new ArrayList<>();
    try {
      for (Path part : parts) {
        new ExperimentStore(part).plan();
        locks.add(StoreLock.take(part));
      }
      locks.add(StoreLock.take(target));
      JsonObject plan = new ExperimentStore(parts.get(0)).plan();
      for (Path part : parts) {
        requireSame(plan, parts.get(0), new ExperimentStore(part).plan(), part);
      }
      if (Files.exists(target.resolve("plan.json"))) {
        requireSame(plan, parts.get(0), into.plan(), target);
      }
      into.keepPlan(plan);
      int copied = 0;
      for (Path part : parts) {
        copied += copy(new ExperimentStore(part), into);
      }
      return copied;
    } finally {
      locks.forEach(StoreLock::close);
    }
  }

  private static void requireSame(JsonObject plan, Path first, JsonObject other, Path path) {
    if (!plan.get("combinations").equals(other.get("combinations"))) {
      throw new InvalidInputException(
          path
              + ": holds another experiment than "
              + first
              + ": merge what one file, one program and the same weights have made");
    }
  }

  private static int copy(ExperimentStore from, ExperimentStore into) {
    int copied = 0;
    List<KeptCombination> targets = KeptCombination.all(into);
    List<KeptCombination> sources = KeptCombination.all(from);
    for (int i = 0; i < sources.size(); i++) {
      copied += copy(sources.get(i).folder(), targets.get(i).folder());
    }
    return copied;
  }

  private static int copy(CombinationFolder from, CombinationFolder into) {
    Optional<JsonObject> spec = from.spec();
    if (spec.isEmpty()) {
      return 0;
    }
    into.begin(spec.get());
    from.environments().forEach(into::addEnvironment);
    int copied = 0;
    for (int number = 0; number < from.plan().count(); number++) {
      Optional<Shard> shard = from.shard(number);
      Optional<Shard> there = into.shard(number).filter(Shard::isDone);
      if (shard.isPresent() && there.isEmpty()) {
        into.keep(number, shard.get());
        copied++;
      } else if (shard.filter(Shard::isDone).isPresent()) {
        requireEqual(shard.get(), there.get(), from);
      }
    }
    return copied;
  }

  private static void requireEqual(Shard shard, Shard there, CombinationFolder from) {
    for (int i = 0; i < shard.rows().size(); i++) {
      ImageRow row = shard.rows().get(i);
      if (!row.tokenHash().equals(there.rows().get(i).tokenHash())) {
        throw new InvalidInputException(
            from.path()
                + ": image "
                + row.image()
                + " has other tokens than in another folder, so one of the machines computes"
                + " otherwise; do not merge them");
      }
    }
  }
}
