/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.OptionSpec;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import java.util.List;

/**
 * ZipAR (arXiv 2412.04062, section 3): images are local, so a row may start as soon as the row
 * above it has {@code window} tokens, and every forward pass extends each row under way by one
 * token.
 *
 * <p>On R x C cells the passes are 2 C + (R - 2) window with the published first row, which is
 * decoded alone, and C + (R - 1) window with {@code first-row=window}; for one row they are C. With
 * a window of C the tokens are those of next-token prediction.
 */
public final class ZipAr implements DecodingStrategy {
  static final String WINDOW = "window";
  static final String FIRST_ROW = "first-row";

  private static final String FULL = "full";

  /** Creates the provider. */
  public ZipAr() {}

  @Override
  public String name() {
    return "zipar";
  }

  @Override
  public String summary() {
    return "ZipAR (arXiv 2412.04062): decodes several rows in one forward pass";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.integerUpToColumns(
            WINDOW, 1, 16, "tokens that a row must have before the row below it starts"),
        OptionSpec.choice(
            FIRST_ROW,
            List.of(FULL, WINDOW),
            FULL,
            "when the second row starts: after the full first row, as published, or after window"
                + " tokens of it like any other row"));
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    RowStart rowStart =
        new RowStart(
            context.layout().grid().columns(),
            context.options().integer(WINDOW),
            context.options().text(FIRST_ROW).equals(FULL));
    return new ZipArProcess(context.layout(), rowStart);
  }
}
