/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import java.util.List;
import java.util.Set;

/**
 * Service provider interface: a plan for the order in which the tokens of an image are decoded.
 * Found by {@link java.util.ServiceLoader}. A strategy never touches a tensor, a batch, guidance or
 * a device: for each image it is a small state machine, the {@link DecodingProcess}, and {@link
 * io.zipar.run.Generator} does the rest. Safe for several threads; the processes are not.
 */
@ApiStatus.Experimental(since = "0.1")
public interface DecodingStrategy {
  /**
   * The name users select the strategy by.
   *
   * @return lower case letters, digits and hyphens, for example {@code zipar}
   */
  String name();

  /**
   * Says what the strategy is.
   *
   * @return one line
   */
  String summary();

  /**
   * Declares the options of the strategy.
   *
   * @return the options, in the order in which to show them
   */
  default List<OptionSpec> options() {
    return List.of();
  }

  /**
   * Says which models the strategy can drive. With any other it is refused before anything runs.
   *
   * @return the kinds of prediction that its steps keep to, at least one; {@link
   *     Prediction#SUCCESSOR} unless it is said otherwise
   */
  default Set<Prediction> predictions() {
    return Set.of(Prediction.SUCCESSOR);
  }

  /**
   * Says what the strategy promises about its images. The contract of the testkit holds it to that.
   *
   * @param options checked values of the options, fitted to the grid
   * @return how the images relate to those of next-token prediction
   */
  default Exactness exactness(OptionValues options) {
    return Exactness.APPROXIMATE;
  }

  /**
   * Begins the decoding of one image.
   *
   * @param context model, layout, options and noise of the image
   * @return a new process
   */
  DecodingProcess begin(DecodingContext context);
}
