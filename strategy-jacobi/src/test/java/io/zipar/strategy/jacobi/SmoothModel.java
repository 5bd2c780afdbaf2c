/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Noise;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model in which a changed neighbour shifts the logits a little, as in trained models, instead of
 * replacing them: logits are a sum of one random term per visible neighbour, weighted by decay to
 * the power of the distance, and of a term of the cell and the lane alone; their standard deviation
 * is the sharpness.
 */
final class SmoothModel implements TokenModel {
  private static final int EMPTY = -1;

  private final int vocabulary;
  private final double sharpness;
  private final int reach;
  private final double decay;

  SmoothModel(int vocabulary, double sharpness, int reach, double decay) {
    this.vocabulary = vocabulary;
    this.sharpness = sharpness;
    this.reach = reach;
    this.decay = decay;
  }

  @Override
  public ModelInfo info() {
    return ModelInfo.of("smooth", vocabulary, Grid.of(24, 24));
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return SequenceLayout.raster(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    // Any will do.
  }

  @Override
  public ModelSession open(SessionRequest request) {
    SequenceLayout layout = request.layout();
    int[][] slots = new int[request.lanes().size()][layout.positions()];
    for (int[] lane : slots) {
      Arrays.fill(lane, EMPTY);
    }
    return new ModelSession() {
      @Override
      public Logits forward(ForwardPass pass) {
        List<float[]> rows = new ArrayList<>();
        for (LanePass lane : pass.lanes()) {
          int[] held = slots[lane.lane()];
          for (int i = 0; i < lane.positions().length; i++) {
            held[lane.positions()[i]] = lane.tokens()[i];
          }
          for (int target : lane.targets()) {
            rows.add(logits(layout, lane, held, target, request.lanes().get(lane.lane()).role()));
          }
        }
        return Logits.of(rows);
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  private float[] logits(
      SequenceLayout layout, LanePass lane, int[] held, int cell, Lane.Role role) {
    float[] logits = new float[vocabulary];
    int columns = layout.grid().columns();
    int query = cell - 1;
    double weights = add(logits, cell, 1 + role.ordinal(), 1);
    for (int slot = 0; slot <= query; slot++) {
      int down = cell / columns - slot / columns;
      int side = Math.abs(cell % columns - slot % columns);
      boolean hidden =
          slot < query && lane.mask().isPresent() && !lane.mask().get().sees(query, slot);
      if (down <= reach && side <= reach && held[slot] != EMPTY && !hidden) {
        int offset = down * 64 + cell % columns - slot % columns;
        weights += add(logits, offset * 65_537 + held[slot], 0, Math.pow(decay, down + side - 1));
      }
    }
    for (int token = 0; token < vocabulary; token++) {
      logits[token] *= (float) (sharpness / Math.sqrt(weights));
    }
    return logits;
  }

  private static double add(float[] logits, int what, int kind, double weight) {
    long stream = new Noise(kind).stream(what, 0);
    for (int token = 0; token < logits.length; token++) {
      // Uniform noise of variance 1.
      logits[token] += (float) (weight * Math.sqrt(12) * (Noise.uniform(stream, token) - 0.5));
    }
    return weight * weight;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
