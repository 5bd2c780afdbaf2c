/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.spi.DraftHead;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A model for tests of the generator: the logits of a target are pseudo-random in its position and
 * in the role of the lane, and every pass is kept.
 */
class FakeModel implements TokenModel {
  static final int VOCABULARY = 7;

  final List<ForwardPass> passes = new ArrayList<>();
  Prediction prediction = Prediction.SUCCESSOR;
  List<DraftHead> heads = List.of();
  int openSessions;
  private SessionRequest request;

  @Override
  public ModelInfo info() {
    return ModelInfo.of("fake", VOCABULARY, Grid.of(4, 4))
        .withPrediction(prediction)
        .withDraftHeads(heads);
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return SequenceLayout.raster(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    if (conditioning instanceof ClassLabel label && label.label() > 99) {
      throw new InvalidInputException("class " + label.label() + " is not in 0 ... 99");
    }
  }

  @Override
  public ModelSession open(SessionRequest opened) {
    request = opened;
    openSessions++;
    return new ModelSession() {
      @Override
      public Logits forward(ForwardPass pass) {
        passes.add(pass);
        List<float[]> rows = new ArrayList<>();
        for (LanePass lane : pass.lanes()) {
          Lane.Role role = request.lanes().get(lane.lane()).role();
          for (int target : lane.targets()) {
            rows.add(logits(role, target));
          }
          for (int i = 0; i < lane.draftPositions().length; i++) {
            DraftHead head = heads.get(lane.draftHeads()[i]);
            rows.add(logits(role, head.target(request.layout(), lane.draftPositions()[i])));
          }
        }
        return answer(rows);
      }

      @Override
      public void close() {
        openSessions--;
      }
    };
  }

  Logits answer(List<float[]> rows) {
    return Logits.of(rows);
  }

  /** Each role prefers its own token, by 3. */
  static float[] logits(Lane.Role role, int position) {
    float[] logits = new float[VOCABULARY];
    int favourite = position * 31 + (role == Lane.Role.CONDITIONAL ? 2 : 5);
    logits[favourite % VOCABULARY] = 3;
    return logits;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
