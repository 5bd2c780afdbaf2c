/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.report.Numbers;
import java.util.Locale;

/** What is measured of a combination. */
@ApiStatus.Experimental(since = "0.1")
public enum Measure {
  /** Forward passes of a batch. */
  PASSES("passes", 0, 1),
  /** The share of passes saved against next-token prediction. */
  REDUCTION("reduction %", 1, 100),
  /** Wall time of the generation, shared among the images of a batch. */
  SECONDS("s/image", 3, 1),
  /** Squared Frechet distance from the reference. */
  FRECHET("Frechet distance", 3, 1),
  /** The share of images that the classifier takes for the class that was asked for. */
  ACCURACY("accuracy %", 1, 100),
  /** What next-token prediction thinks of the tokens. */
  NLL("NLL nats/token", 3, 1),
  /** The mean distance of features within a class. */
  DIVERSITY("diversity", 3, 1);

  private final String title;
  private final int decimals;
  private final double factor;

  Measure(String title, int decimals, double factor) {
    this.title = title;
    this.decimals = decimals;
    this.factor = factor;
  }

  /**
   * The head of its column.
   *
   * @return a few words, with the unit
   */
  public String title() {
    return title;
  }

  /**
   * The name in files.
   *
   * @return one word
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes an estimate.
   *
   * @param estimate the estimate
   * @return the value, and the interval where it has a length
   */
  public String text(Estimate estimate) {
    String value = number(estimate.value());
    return estimate.low() == estimate.high()
        ? value
        : value + " [" + number(estimate.low()) + ", " + number(estimate.high()) + "]";
  }

  private String number(double value) {
    return Numbers.fixed(factor * value, decimals);
  }
}
