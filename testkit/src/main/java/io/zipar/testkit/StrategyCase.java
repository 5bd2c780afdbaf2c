/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ApiStatus;
import io.zipar.GenerationRequest;
import io.zipar.backend.synthetic.SyntheticSettings;
import java.util.Map;

/**
 * One run of a strategy under test.
 *
 * @param model the synthetic model to run on
 * @param request grid, images, guidance, sampling and visibility
 * @param options values for the strategy's options
 */
@ApiStatus.Experimental(since = "0.1")
public record StrategyCase(
    SyntheticSettings model, GenerationRequest request, Map<String, String> options) {
  /** Copies the options. */
  public StrategyCase {
    options = Map.copyOf(options);
  }
}
