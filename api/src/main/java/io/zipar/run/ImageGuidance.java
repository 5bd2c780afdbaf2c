/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.Guidance;
import io.zipar.rules.TokenBoard;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;

/** The guidance of one image as it proceeds: which scale each target has. */
final class ImageGuidance {
  private final Guidance guidance;
  private final Prediction prediction;
  private final SequenceLayout layout;
  private final TokenBoard board;

  ImageGuidance(Guidance guidance, DecodingContext context, TokenBoard board) {
    this.guidance = guidance;
    this.prediction = context.model().prediction();
    this.layout = context.layout();
    this.board = board;
  }

  /**
   * The scale of a target.
   *
   * @param target its position
   * @param index what the step asks for before it
   */
  double scale(int target, int index) {
    return guidance.at(decoded(layout.cellIndex(target), index), layout.grid().cells());
  }

  private int decoded(int cell, int index) {
    boolean interval = guidance.form() == Guidance.Form.INTERVAL;
    if (prediction == Prediction.SUCCESSOR) {
      // The authors count the passes after that of the prefix, which yields the first token.
      return interval ? Math.max(0, cell - 1) : cell;
    }
    return guidance.form() == Guidance.Form.RANK ? board.known() + index : board.known();
  }

  /** Whether any cell still open may be guided; if not, the unconditional lane can rest. */
  boolean needsUnconditional() {
    if (guidance.form() != Guidance.Form.INTERVAL) {
      return guidance.isOn();
    }
    if (prediction != Prediction.SUCCESSOR) {
      return guidance.isOn() && board.known() <= guidance.interval();
    }
    int cells = layout.grid().cells();
    int firstOpen = board.firstOpen();
    return guidance.isOn() && firstOpen < cells && guidance.at(decoded(firstOpen, 0), cells) > 1;
  }
}
