/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;
import java.util.List;

/**
 * Jacobi decoding (arXiv 2305.10427) with the noise bound to positions: drafts a window of the next
 * tokens, feeds them all, and commits the longest run that agrees with what the model draws. The
 * tokens are those of next-token prediction with the same seed, greedy or sampled.
 */
public final class Jacobi implements DecodingStrategy {
  private static final int DEFAULT_WINDOW = 16;

  /** Creates the provider. */
  public Jacobi() {}

  @Override
  public String name() {
    return "jacobi";
  }

  @Override
  public String summary() {
    return "Jacobi decoding: several tokens a pass, the same tokens as ntp with the same seed";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        JacobiOptions.window(DEFAULT_WINDOW),
        JacobiOptions.initialisation(Initialisation.LEFT),
        JacobiOptions.correction());
  }

  @Override
  public Exactness exactness(OptionValues options) {
    return Exactness.SAME_TOKENS;
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    Canvas canvas = new Canvas(context);
    return new RunProcess(
        canvas,
        JacobiOptions.exactMatch(canvas, context),
        context.options().integer(JacobiOptions.WINDOW));
  }
}
