/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi.support;

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
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A model that is another one but for what a subclass overrides. Closing it closes the other. As
 * safe for several threads as the other and the subclass are.
 */
@ApiStatus.Experimental(since = "0.1")
public abstract class ForwardingModel implements TokenModel {
  private final TokenModel model;

  /**
   * Wraps a model.
   *
   * @param model the model that does the work
   */
  protected ForwardingModel(TokenModel model) {
    this.model = Objects.requireNonNull(model, "model");
  }

  /**
   * The model that does the work.
   *
   * @return the model that was given
   */
  protected final TokenModel model() {
    return model;
  }

  /**
   * Answers a pass of any session.
   *
   * @param session of the model that does the work
   * @param pass what is fed and asked
   * @return the logits; here those of the session
   */
  protected Logits forward(ModelSession session, ForwardPass pass) {
    return session.forward(pass);
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return model.layout(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    model.checkConditioning(conditioning);
  }

  @Override
  public ModelSession open(SessionRequest request) {
    ModelSession session = model.open(request);
    return new ModelSession() {
      @Override
      public Logits forward(ForwardPass pass) {
        return ForwardingModel.this.forward(session, pass);
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }

  @Override
  public OptionalDouble measureReadRate() {
    return model.measureReadRate();
  }

  @Override
  public void close() {
    model.close();
  }
}
