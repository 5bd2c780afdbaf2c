/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.Grid;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * ZipAR (arXiv 2412.04062, section 3): images are local, so a row may start as soon as the row
 * above it has {@code window} tokens, and every forward pass extends each row under way by one
 * token.
 *
 * <p>On R x C cells the passes are 2 C + (R - 2) window with the published first row, which is
 * decoded alone, and C + (R - 1) window with {@code first-row=window}; for one row they are C. With
 * a window of C, and frames that are stacked, the tokens are those of next-token prediction. With
 * {@code window=adaptive} each row starts when its first token is stable, from {@code min-window}
 * tokens of the row above on; the passes are then between those of the windows {@code min-window +
 * 1} and C.
 *
 * <p>Frames are stacked to one tall picture, or, with {@code frame-window=N}, a frame starts as
 * soon as the Nth row of the frame before has {@code window} tokens, and each of its rows waits for
 * the one N - 1 below it there, besides the one above it. F frames of R x C cells then take C + ((F
 * - 1) N + R - 1) window passes, or with the published first row 2 C + ((F - 1) N + R - 2) window.
 */
public final class ZipAr implements DecodingStrategy {
  static final String WINDOW = "window";
  static final String FIRST_ROW = "first-row";
  static final String MIN_WINDOW = "min-window";
  static final String FRAME_WINDOW = "frame-window";
  static final String STAND_IN = "stand-in";

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
                + " tokens of it like any other row"),
        OptionSpec.integerUpToRowsOr(
            FRAME_WINDOW,
            1,
            List.of(FULL),
            FULL,
            "rows that the frame before must have, the last of them window tokens, before a frame"
                + " starts; full stacks the frames to one tall picture"),
        OptionSpec.choice(
            STAND_IN,
            Arrays.stream(StandIn.values()).map(ZipAr::word).toList(),
            word(StandIn.ABOVE),
            "what is fed for the last token of a row that is not there yet: the newest of the row"
                + " above it, or the one in its place in the frame before"));
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    OptionValues options = context.options();
    Grid grid = context.layout().grid();
    boolean adaptive = options.text(WINDOW).equals(ADAPTIVE);
    RowStart rowStart =
        new RowStart(
            grid,
            options.integer(adaptive ? MIN_WINDOW : WINDOW),
            options.text(FRAME_WINDOW).equals(FULL) ? grid.rows() : options.integer(FRAME_WINDOW),
            options.text(FIRST_ROW).equals(FULL));
    FirstToken firstToken =
        adaptive ? new AdaptiveStart(context.noise(), context.vocabulary()) : FirstToken.atOnce();
    StandIn standIn = StandIn.valueOf(options.text(STAND_IN).toUpperCase(Locale.ROOT));
    return new ZipArProcess(context, rowStart, standIn, firstToken);
  }

  private static String word(StandIn standIn) {
    return standIn.name().toLowerCase(Locale.ROOT);
  }
}
