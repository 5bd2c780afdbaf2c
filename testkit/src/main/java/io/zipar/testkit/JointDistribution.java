/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.Generator;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.spi.SequenceLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The joint distribution of all tokens of a small image: what next-token prediction yields,
 * computed exactly by enumerating every image, and a chi-square test of what a strategy yields.
 * Plain sampling, no guidance.
 */
public final class JointDistribution {
  private static final double LEAST_EXPECTED = 10;

  private final SyntheticSettings settings;
  private final Grid grid;
  private final double[] probabilities;

  private JointDistribution(SyntheticSettings settings, Grid grid, double[] probabilities) {
    this.settings = settings;
    this.grid = grid;
    this.probabilities = probabilities;
  }

  /**
   * Enumerates the images of a model.
   *
   * @param settings a model of few tokens
   * @param grid a grid of few cells: there are vocabulary ^ cells images
   * @return their exact probabilities
   */
  public static JointDistribution of(SyntheticSettings settings, Grid grid) {
    SyntheticModel model = new SyntheticModel(settings);
    SequenceLayout layout = model.layout(grid);
    int images = (int) Math.pow(settings.vocabulary(), grid.cells());
    double[] probabilities = new double[images];
    for (int image = 0; image < images; image++) {
      int[] sequence = sequence(layout, settings.vocabulary(), image);
      int[] positions = new int[layout.positions()];
      Arrays.setAll(positions, position -> position);
      double probability = 1;
      try (Feeding feeding = Feeding.of(model, layout, new ClassLabel(0))) {
        feeding.feed(sequence, positions);
        for (int position = 0; position < sequence.length; position++) {
          if (!layout.isStructural(position)) {
            probability *= softmax(feeding.rows().get(position - 1), sequence[position]);
          }
        }
      }
      probabilities[image] = probability;
    }
    return new JointDistribution(settings, grid, probabilities);
  }

  /**
   * The probability of an image.
   *
   * @param image the number of the image: its tokens are the digits, the first cell the lowest
   * @return from 0 to 1
   */
  public double probability(int image) {
    return probabilities[image];
  }

  /**
   * Tests the images of a strategy against this distribution.
   *
   * @param strategy makes a generator for a model
   * @param images how many to generate, with seeds 0, 1, 2, ...
   * @return the statistic and its critical value
   */
  public Verdict test(Function<SyntheticModel, Generator> strategy, int images) {
    Generator generator = strategy.apply(new SyntheticModel(settings));
    long[] counts = new long[probabilities.length];
    int batch = 1000;
    for (int from = 0; from < images; from += batch) {
      List<ImageRequest> requests = new ArrayList<>();
      for (int seed = from; seed < Math.min(images, from + batch); seed++) {
        requests.add(new ImageRequest(new ClassLabel(0), seed));
      }
      generator
          .generate(GenerationRequest.of(grid, requests))
          .images()
          .forEach(image -> counts[number(image.tokens())]++);
    }
    return chiSquare(counts, images);
  }

  /**
   * The outcome of a chi-square test.
   *
   * @param statistic how far the counts lie from what was expected
   * @param critical what a true hypothesis exceeds once in a million tests
   */
  public record Verdict(double statistic, double critical) {
    /**
     * Whether the counts fit.
     *
     * @return true unless the statistic exceeds the critical value
     */
    public boolean fits() {
      return statistic <= critical;
    }
  }

  /** Rare images are counted together, so that the statistic is chi-square distributed. */
  private Verdict chiSquare(long[] counts, int images) {
    double statistic = 0;
    double rareExpected = 0;
    long rareCount = 0;
    int bins = 0;
    for (int image = 0; image < counts.length; image++) {
      double expected = probabilities[image] * images;
      if (expected < LEAST_EXPECTED) {
        rareExpected += expected;
        rareCount += counts[image];
      } else {
        statistic += Math.pow(counts[image] - expected, 2) / expected;
        bins++;
      }
    }
    if (rareExpected >= LEAST_EXPECTED) {
      statistic += Math.pow(rareCount - rareExpected, 2) / rareExpected;
      bins++;
    }
    return new Verdict(statistic, oneInAMillion(bins - 1));
  }

  /** Wilson and Hilferty's approximation of the quantile. */
  private static double oneInAMillion(int degrees) {
    double normalQuantile = 4.7534;
    double spread = 2.0 / (9 * degrees);
    return degrees * Math.pow(1 - spread + normalQuantile * Math.sqrt(spread), 3);
  }

  private int number(int[] tokens) {
    int number = 0;
    for (int cell = tokens.length - 1; cell >= 0; cell--) {
      number = number * settings.vocabulary() + tokens[cell];
    }
    return number;
  }

  private static int[] sequence(SequenceLayout layout, int vocabulary, int image) {
    int[] sequence = new int[layout.positions()];
    int rest = image;
    for (int position = 0; position < sequence.length; position++) {
      if (layout.isStructural(position)) {
        sequence[position] = layout.structuralToken(position);
      } else {
        sequence[position] = rest % vocabulary;
        rest /= vocabulary;
      }
    }
    return sequence;
  }

  private static double softmax(float[] logits, int token) {
    double total = 0;
    for (float logit : logits) {
      total += Math.exp(logit);
    }
    return Math.exp(logits[token]) / total;
  }
}
