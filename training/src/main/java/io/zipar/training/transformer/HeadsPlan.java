/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import io.zipar.spi.DraftHead;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How draft heads are trained beside a transformer that stays as it is.
 *
 * @param seed of everything random
 * @param trainingPictures how many pictures are learned from
 * @param heldOutPictures how many the heads are measured with
 * @param rounds of the training, each with pictures of its own
 * @param pictures of a round, which go through the transformer together
 * @param steps of a round
 * @param places of the pictures that a step learns from
 * @param learningRate its peak
 * @param leastGuidance the scales of guidance under which drafts are to be good begin here
 * @param mostGuidance and end here
 * @param heads where each head looks
 */
public record HeadsPlan(
    long seed,
    int trainingPictures,
    int heldOutPictures,
    int rounds,
    int pictures,
    int steps,
    int places,
    double learningRate,
    double leastGuidance,
    double mostGuidance,
    List<DraftHead> heads) {
  private static final int LEAST_AHEAD = 2;
  private static final int MOST_AHEAD = 5;

  /** Copies the list. */
  public HeadsPlan {
    heads = List.copyOf(heads);
  }

  /**
   * The plan of the shipped heads: four ahead, two below.
   *
   * @return a quarter of an hour on two quiet cores
   */
  public static HeadsPlan shipped() {
    Stream<DraftHead> ahead =
        IntStream.rangeClosed(LEAST_AHEAD, MOST_AHEAD).mapToObj(DraftHead::ahead);
    Stream<DraftHead> below = Stream.of(DraftHead.below(1, 0), DraftHead.below(1, -2));
    return new HeadsPlan(
        1, 4000, 96, 50, 12, 40, 256, 1e-3, 1, 3, Stream.concat(ahead, below).toList());
  }
}
