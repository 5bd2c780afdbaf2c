/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.fakes;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Noise;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A model whose logits depend on the fed token and its position; records what it is asked. */
public final class WatchedModel implements TokenModel {
  private final FakeSource network = new FakeSource(true, true);
  private final Consumer<ForwardPass> observer;

  /**
   * Creates a model.
   *
   * @param observer sees every pass before it is answered
   */
  public WatchedModel(Consumer<ForwardPass> observer) {
    this.observer = observer;
  }

  @Override
  public ModelInfo info() {
    return ModelInfo.of("fake", FakeSource.VOCABULARY, network.defaultGrid())
        .withWeights(1, 1000)
        .withDevice("cpu", "float32");
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return network.layout(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    network.checkConditioning(conditioning);
  }

  @Override
  public ModelSession open(SessionRequest request) {
    return new Session();
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private final class Session implements ModelSession {
    @Override
    public Logits forward(ForwardPass pass) {
      observer.accept(pass);
      List<float[]> rows = new ArrayList<>();
      for (LanePass lane : pass.lanes()) {
        for (int target : lane.targets()) {
          rows.add(row(lane, target - 1));
        }
      }
      return Logits.of(rows);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private static float[] row(LanePass lane, int query) {
    int fed = 0;
    for (int i = 0; i < lane.positions().length; i++) {
      if (lane.positions()[i] == query) {
        fed = lane.tokens()[i];
      }
    }
    float[] row = new float[FakeSource.VOCABULARY];
    for (int token = 0; token < row.length; token++) {
      row[token] = (float) (4 * new Noise(fed).uniform(query, 0, token));
    }
    return row;
  }
}
