/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GeneratedImage;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLikelihoodTest {
  private static final Grid GRID = Grid.of(2, 2);
  private static final int END_OF_LINE = 3;

  /** The logit of the token that is fed is 1, at the prefix that of token 0; all others are 0. */
  private record Repeater(Prediction prediction) implements TokenModel {
    @Override
    public ModelInfo info() {
      return ModelInfo.of("repeater", 4, GRID).withPrediction(prediction);
    }

    @Override
    public SequenceLayout layout(Grid grid) {
      return SequenceLayout.withEndOfLine(grid, END_OF_LINE);
    }

    @Override
    public void checkConditioning(Conditioning conditioning) {
      // Any will do.
    }

    @Override
    public ModelSession open(SessionRequest request) {
      return new Session();
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private static final class Session implements ModelSession {
    @Override
    public Logits forward(ForwardPass pass) {
      LanePass lane = pass.lanes().get(0);
      return new Logits() {
        @Override
        public int rows() {
          return lane.targets().length;
        }

        @Override
        public void copyRow(int row, float[] target) {
          java.util.Arrays.fill(target, 0);
          int position = lane.targets()[row];
          target[position == 0 ? 0 : lane.tokens()[position - 1]] = 1;
        }
      };
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /** After the prefix 0 is favoured, after 0 is 0, after the end of the line 3, after 2 is 2. */
  @Test
  void everyTokenIsJudgedByWhatStandsBeforeIt() {
    int[] tokens = {0, 0, 2, 2};
    GeneratedImage image =
        new GeneratedImage(ImageRequest.of(new ClassLabel(1), 1), GRID, tokens, new int[4]);
    double all = Math.log(3 + Math.E);
    assertEquals(
        (3 * (all - 1) + all) / 4,
        new TokenLikelihood(new Repeater(Prediction.SUCCESSOR)).negativeLogLikelihood(image),
        1e-6);
  }

  @ParameterizedTest
  @CsvSource({"NEIGHBOURS, a cell from its neighbours", "ANY_CELL, any cell"})
  void aModelWithoutSuchALikelihoodIsRefused(Prediction prediction, String words) {
    Repeater model = new Repeater(prediction);
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> new TokenLikelihood(model));
    assertEquals(
        "the likelihood of tokens is defined for models that predict the successor of a position,"
            + " but model 'repeater' predicts "
            + words,
        refused.getMessage());
  }
}
