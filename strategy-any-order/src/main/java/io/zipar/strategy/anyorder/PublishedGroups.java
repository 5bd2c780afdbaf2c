/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The group sizes that LPD is published with (arXiv 2507.01957). For 256 and 1024 cells the authors
 * list them, adjusted by hand; for others they follow the cosine that those lists are made of.
 */
final class PublishedGroups {
  private static final String RESOURCE = "published-groups.txt";

  private PublishedGroups() {}

  /**
   * Looks sizes up, or computes them where none are listed.
   *
   * @param cells to decode, at least 1
   * @param steps passes wanted, at least 1
   * @return sizes of at least 1, as many as {@code steps} or cells, whichever is less
   */
  static int[] of(int cells, int steps) {
    String count = Integer.toString(cells);
    String passes = Integer.toString(steps);
    for (String line : lines()) {
      String[] words = line.split(" ");
      if (words[0].equals(count) && words[1].equals(passes)) {
        return sizes(words);
      }
    }
    return computed(cells, Math.min(cells, steps));
  }

  /** Differences of a cosine, rounded and in ascending order, the last ones made to fit. */
  static int[] computed(int cells, int steps) {
    int[] sizes = new int[steps];
    int open = cells;
    for (int i = 0; i < steps; i++) {
      double share = Math.cos(Math.PI / 2 * i / steps) - Math.cos(Math.PI / 2 * (i + 1) / steps);
      sizes[i] = (int) Math.max(1, Math.round(cells * share));
      open -= sizes[i];
    }
    Arrays.sort(sizes);
    for (int i = steps - 1; open != 0; i = i == 0 ? steps - 1 : i - 1) {
      int change = Integer.signum(open);
      if (sizes[i] + change >= 1) {
        sizes[i] += change;
        open -= change;
      }
    }
    return sizes;
  }

  private static int[] sizes(String[] words) {
    IntStream sizes = IntStream.empty();
    for (int i = 2; i < words.length; i++) {
      int times = words[i].indexOf('x');
      int size = Integer.parseInt(words[i].substring(0, times));
      int count = Integer.parseInt(words[i].substring(times + 1));
      sizes = IntStream.concat(sizes, IntStream.generate(() -> size).limit(count));
    }
    return sizes.toArray();
  }

  private static List<String> lines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                PublishedGroups.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
