/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A model that logs every forward pass and hands it on. Safe for several threads; closing it closes
 * the recorded model.
 */
@ApiStatus.Experimental(since = "0.1")
public final class RecordingModel implements TokenModel {
  private final TokenModel recorded;
  private final List<ForwardPass> passes = new CopyOnWriteArrayList<>();

  /**
   * Wraps a model.
   *
   * @param recorded the model that does the work
   */
  public RecordingModel(TokenModel recorded) {
    this.recorded = Objects.requireNonNull(recorded, "recorded");
  }

  /**
   * The passes of all sessions in the order in which they began.
   *
   * @return a snapshot
   */
  public List<ForwardPass> passes() {
    return List.copyOf(passes);
  }

  @Override
  public ModelInfo info() {
    return recorded.info();
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return recorded.layout(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    recorded.checkConditioning(conditioning);
  }

  @Override
  public ModelSession open(SessionRequest request) {
    ModelSession session = recorded.open(request);
    return new ModelSession() {
      @Override
      public Logits forward(ForwardPass pass) {
        passes.add(pass);
        return session.forward(pass);
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }

  @Override
  public void close() {
    recorded.close();
  }
}
