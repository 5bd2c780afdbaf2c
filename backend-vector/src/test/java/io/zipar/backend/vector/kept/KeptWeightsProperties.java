/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.zipar.backend.vector.threads.Team;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** What was kept comes back bit by bit, or is converted again. */
class KeptWeightsProperties {
  private static final int TWO_PIECES_AND_MORE = 150_000;

  private Path folder;
  private Path checkpoint;

  /** What may become of an entry. */
  enum Damage {
    BIT {
      @Override
      byte[] on(byte[] entry, Random random) {
        byte[] damaged = entry.clone();
        damaged[random.nextInt(entry.length)] ^= (byte) (1 << random.nextInt(8));
        return damaged;
      }
    },
    SHORTER {
      @Override
      byte[] on(byte[] entry, Random random) {
        return Arrays.copyOf(entry, random.nextInt(entry.length));
      }
    },
    LONGER {
      @Override
      byte[] on(byte[] entry, Random random) {
        return Arrays.copyOf(entry, entry.length + 1 + random.nextInt(9));
      }
    },
    NOISE {
      @Override
      byte[] on(byte[] entry, Random random) {
        byte[] noise = new byte[random.nextInt(2 * entry.length)];
        random.nextBytes(noise);
        return noise;
      }
    },
    NOISE_BEHIND_THE_HEAD {
      @Override
      byte[] on(byte[] entry, Random random) {
        byte[] noise = new byte[entry.length];
        random.nextBytes(noise);
        System.arraycopy(entry, 0, noise, 0, Math.min(entry.length, Pieces.HEAD));
        return noise;
      }
    };

    abstract byte[] on(byte[] entry, Random random);
  }

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("kept");
    checkpoint = Files.writeString(folder.resolve("checkpoint"), "content");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Property(tries = 30)
  void whatWasKeptComesBack(
      @ForAll long seed,
      @ForAll @IntRange(max = 6) int arrays,
      @ForAll @IntRange(min = 1, max = 3) int threads) {
    MadeUpWeights weights = new MadeUpWeights(seed, arrays, TWO_PIECES_AND_MORE);
    try (Team team = new Team(threads)) {
      requireEqual(weights, load(weights, team, () -> {}));
      requireEqual(weights, load(weights, team, () -> fail("was to be read")));
    }
  }

  @Property(tries = 60)
  void aDamagedEntryIsMadeAgain(
      @ForAll long seed,
      @ForAll Damage damage,
      @ForAll @IntRange(min = 1, max = 4) int arrays,
      @ForAll @IntRange(min = 1, max = 2) int threads)
      throws IOException {
    MadeUpWeights weights = new MadeUpWeights(seed, arrays, TWO_PIECES_AND_MORE);
    try (Team team = new Team(threads)) {
      load(weights, team, () -> {});
      Path entry = entry();
      byte[] whole = Files.readAllBytes(entry);
      byte[] damaged = damage.on(whole, new Random(seed));
      Files.write(entry, damaged);
      int[] converted = new int[1];
      requireEqual(weights, load(weights, team, () -> converted[0]++));
      boolean weightsAreThere =
          whole.length > Pieces.HEAD || damage != Damage.NOISE_BEHIND_THE_HEAD;
      assertEquals(
          weightsAreThere && !Arrays.equals(whole, damaged), converted[0] > 0, damage.toString());
      assertArrayEquals(whole, Files.readAllBytes(entry()));
    }
  }

  private Path entry() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all.toString());
      return all.get(0);
    }
  }

  private List<Object> load(MadeUpWeights weights, Team team, Runnable whenConverted) {
    try (KeptWeights kept =
        KeptWeights.open(
            Optional.of(folder.resolve("kept")),
            "made up",
            List.of(checkpoint),
            "form",
            Stream.of(weights.tensor()),
            team)) {
      return weights.load(kept, whenConverted);
    }
  }

  private static void requireEqual(MadeUpWeights weights, List<Object> loaded) {
    assertArrayEquals(weights.expected().toArray(), loaded.toArray());
  }
}
