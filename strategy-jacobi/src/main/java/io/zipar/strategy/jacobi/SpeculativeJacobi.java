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
import java.util.stream.Stream;

/**
 * Speculative Jacobi Decoding (arXiv 2410.01699), {@code coupling=none}, and Speculative Coupled
 * Decoding (arXiv 2510.24211), {@code coupling=gumbel} and {@code coupling=maximal}. Drafts are
 * judged by the ratio of the laws before and after, not by being equal, so more of them stay than
 * in {@link Jacobi}; the images have the distribution of next-token prediction, but with one seed
 * they are others. With {@code relax} above 0, as in Cool-SD (arXiv 2601.09212), more drafts are
 * kept than that distribution allows.
 */
public final class SpeculativeJacobi implements DecodingStrategy {
  private static final int DEFAULT_WINDOW = 32;

  /** Creates the provider. */
  public SpeculativeJacobi() {}

  @Override
  public String name() {
    return "sjd";
  }

  @Override
  public String summary() {
    return "Speculative Jacobi Decoding (arXiv 2410.01699, coupled: 2510.24211): the distribution"
        + " of ntp";
  }

  @Override
  public List<OptionSpec> options() {
    return Stream.concat(
            Stream.of(
                JacobiOptions.window(DEFAULT_WINDOW),
                JacobiOptions.coupling(Coupling.MAXIMAL),
                JacobiOptions.initialisation(Initialisation.RANDOM),
                JacobiOptions.correction()),
            JacobiOptions.relaxation().stream())
        .toList();
  }

  /**
   * With window 1 there are no drafts, and every token is the draw of next-token prediction. With
   * {@code relax} above 0 drafts are kept that the model's law would refuse.
   */
  @Override
  public Exactness exactness(OptionValues options) {
    if (options.integer(JacobiOptions.WINDOW) == 1) {
      return Exactness.SAME_TOKENS;
    }
    return options.decimal(JacobiOptions.RELAX) > 0
        ? Exactness.APPROXIMATE
        : Exactness.SAME_DISTRIBUTION;
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    Canvas canvas = new Canvas(context);
    Coupling coupling = JacobiOptions.choice(Coupling.class, JacobiOptions.COUPLING, context);
    return new RunProcess(
        canvas,
        JacobiOptions.speculative(coupling, JacobiOptions.relaxation(context), canvas, context),
        context.options().integer(JacobiOptions.WINDOW));
  }
}
