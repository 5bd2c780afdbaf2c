/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.OptionSpec;
import io.zipar.OptionValues;
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
 * a window of C the tokens are those of next-token prediction. With {@code window=adaptive} each
 * row starts when its first token is stable, from {@code min-window} tokens of the row above on;
 * the passes are then between those of the windows {@code min-window + 1} and C.
 */
public final class ZipAr implements DecodingStrategy {
  static final String WINDOW = "window";
  static final String FIRST_ROW = "first-row";
  static final String MIN_WINDOW = "min-window";

  private static final String FULL = "full";
  private static final String ADAPTIVE = "adaptive";
  private static final int DEFAULT_MIN_WINDOW = 8;

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
        OptionSpec.integerUpToColumnsOr(
            WINDOW,
            1,
            List.of(ADAPTIVE),
            "16",
            "tokens that a row must have before the row below it starts; or until its first token"
                + " is stable"),
        OptionSpec.integerUpToColumns(
            MIN_WINDOW,
            1,
            DEFAULT_MIN_WINDOW,
            "with window=adaptive: tokens before the first token of the row below is drawn"),
        OptionSpec.choice(
            FIRST_ROW,
            List.of(FULL, WINDOW),
            FULL,
            "when the second row starts: after the full first row, as published, or after window"
                + " tokens of it like any other row"));
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    OptionValues options = context.options();
    boolean adaptive = options.text(WINDOW).equals(ADAPTIVE);
    RowStart rowStart =
        new RowStart(
            context.layout().grid().columns(),
            options.integer(adaptive ? MIN_WINDOW : WINDOW),
            options.text(FIRST_ROW).equals(FULL));
    FirstToken firstToken =
        adaptive ? new AdaptiveStart(context.noise(), context.vocabulary()) : FirstToken.atOnce();
    return new ZipArProcess(context, rowStart, firstToken);
  }
}
