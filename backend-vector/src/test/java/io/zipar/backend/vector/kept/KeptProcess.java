/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import io.zipar.backend.vector.threads.Team;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A process that loads made-up weights again and again; 0 if they were right every time. */
final class KeptProcess {
  private static final int LOADINGS = 20;

  private KeptProcess() {}

  /** Takes the folder of what is kept, the checkpoint, and the seed of the weights. */
  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[2]);
    MadeUpWeights weights = new MadeUpWeights(seed, 3, 100_000);
    try (Team team = new Team(1)) {
      for (int i = 0; i < LOADINGS; i++) {
        // Half of the entries are of one process, the others of all.
        String form = "form " + (i % 2 == 0 ? i : ProcessHandle.current().pid());
        try (KeptWeights kept =
            KeptWeights.open(
                Optional.of(Path.of(arguments[0])),
                "made up",
                List.of(Path.of(arguments[1])),
                form,
                Stream.of(weights.tensor()),
                team)) {
          Object[] loaded = weights.load(kept, () -> {}).toArray();
          if (!Arrays.deepEquals(weights.expected().toArray(), loaded)) {
            System.exit(1);
          }
        }
      }
    }
  }
}
