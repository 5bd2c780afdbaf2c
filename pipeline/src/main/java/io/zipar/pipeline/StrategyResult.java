/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.GeneratedImage;
import io.zipar.GenerationMetrics;
import java.util.List;

/**
 * What the batches of one strategy yielded together.
 *
 * @param strategy the strategy
 * @param images the images, in the order of the plan
 * @param metrics the sums over all batches
 * @param batches the number of batches
 */
@ApiStatus.Experimental(since = "0.1")
public record StrategyResult(
    StrategyChoice strategy, List<GeneratedImage> images, GenerationMetrics metrics, int batches) {
  /** Copies the images. */
  public StrategyResult {
    images = List.copyOf(images);
  }

  /**
   * The passes that next-token prediction takes for the same images: one for each cell that is not
   * given, in every batch.
   *
   * @return the number of passes
   */
  public int sequentialPasses() {
    int open =
        images.stream()
            .mapToInt(image -> image.grid().cells() - image.request().given().count())
            .max()
            .orElseThrow();
    return batches * open;
  }

  /**
   * The passes saved against next-token prediction.
   *
   * @return negative where there are more
   */
  public int savedPasses() {
    return sequentialPasses() - metrics.forwardPasses();
  }

  /**
   * The passes saved as a share of those of next-token prediction.
   *
   * @return 0 when none is saved
   */
  public double savedShare() {
    return (double) savedPasses() / sequentialPasses();
  }

  /**
   * Compares the tokens with those of another run of the same images.
   *
   * @param other the other run
   * @return the share of tokens that are equal
   */
  public double agreementWith(StrategyResult other) {
    long equal = 0;
    long all = 0;
    for (int image = 0; image < images.size(); image++) {
      int[] mine = images.get(image).tokens();
      int[] theirs = other.images.get(image).tokens();
      for (int cell = 0; cell < mine.length; cell++) {
        equal += mine[cell] == theirs[cell] ? 1 : 0;
      }
      all += mine.length;
    }
    return (double) equal / all;
  }
}
