/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.spi.SequenceLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes token sequences of a layout.
 *
 * @param layout of the sequences
 * @param vocabulary how many tokens there are
 */
record TokenSequences(SequenceLayout layout, int vocabulary) {
  /** Any tokens in the cells, the same for the same seed. */
  int[] random(int seed) {
    Random random = new Random(seed);
    int[] tokens = new int[layout.positions()];
    for (int position = 0; position < tokens.length; position++) {
      tokens[position] =
          layout.isStructural(position)
              ? layout.structuralToken(position)
              : random.nextInt(vocabulary);
    }
    return tokens;
  }

  /** A sequence with another token at one position. */
  int[] changed(int[] sequence, int position) {
    int[] other = sequence.clone();
    other[position] = (other[position] + 1) % vocabulary;
    return other;
  }

  /** The same numbers in another order. */
  static int[] shuffled(int[] values, Random random) {
    List<Integer> list = new ArrayList<>(Arrays.stream(values).boxed().toList());
    Collections.shuffle(list, random);
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
