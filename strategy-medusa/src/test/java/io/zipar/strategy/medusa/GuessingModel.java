/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.medusa;

import io.zipar.spi.DraftHead;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Noise;
import io.zipar.spi.TokenModel;
import io.zipar.spi.support.ForwardingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model with draft heads that guess by chance, or always the same token. */
final class GuessingModel extends ForwardingModel {
  private final List<DraftHead> heads;
  private final Noise noise;
  private final double sharpness;

  GuessingModel(TokenModel base, List<DraftHead> heads, long seed, double sharpness) {
    super(base);
    this.heads = heads;
    this.noise = new Noise(seed);
    this.sharpness = sharpness;
  }

  @Override
  public ModelInfo info() {
    return model().info().withDraftHeads(heads);
  }

  @Override
  protected Logits forward(ModelSession session, ForwardPass pass) {
    return new GuessedLogits(session.forward(new ForwardPass(withoutDrafts(pass))), pass);
  }

  private static List<LanePass> withoutDrafts(ForwardPass pass) {
    return pass.lanes().stream().map(lane -> lane.withDrafts(new int[0], new int[0])).toList();
  }

  /** Rows of the model and, behind the targets of each lane, rows that are made up. */
  private final class GuessedLogits implements Logits {
    private static final int GUESSED = -1;

    private final Logits targets;
    private final List<int[]> rows = new ArrayList<>();

    GuessedLogits(Logits targets, ForwardPass pass) {
      this.targets = targets;
      int next = 0;
      for (LanePass lane : pass.lanes()) {
        for (int i = 0; i < lane.targets().length; i++) {
          rows.add(new int[] {next++});
        }
        for (int i = 0; i < lane.draftPositions().length; i++) {
          rows.add(new int[] {GUESSED, lane.draftPositions()[i], lane.draftHeads()[i]});
        }
      }
    }

    @Override
    public int rows() {
      return rows.size();
    }

    @Override
    public void copyRow(int row, float[] target) {
      int[] from = rows.get(row);
      if (from[0] != GUESSED) {
        targets.copyRow(from[0], target);
        return;
      }
      int images = info().tokens().imageTokens();
      Arrays.fill(target, Float.NEGATIVE_INFINITY);
      for (int token = 0; token < images; token++) {
        target[token] = (float) (sharpness * noise.uniform(from[1], from[2], token));
      }
    }
  }
}
