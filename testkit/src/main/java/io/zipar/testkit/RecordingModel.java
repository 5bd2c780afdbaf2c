/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ApiStatus;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.TokenModel;
import io.zipar.spi.support.ForwardingModel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A model that logs every forward pass and hands it on. Safe for several threads; closing it closes
 * the recorded model.
 */
@ApiStatus.Experimental(since = "0.1")
public final class RecordingModel extends ForwardingModel {
  private final List<ForwardPass> passes = new CopyOnWriteArrayList<>();

  /**
   * Wraps a model.
   *
   * @param recorded the model that does the work
   */
  public RecordingModel(TokenModel recorded) {
    super(recorded);
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
  protected Logits forward(ModelSession session, ForwardPass pass) {
    passes.add(pass);
    return session.forward(pass);
  }
}
