/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.ModelSource;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A backend that wraps another and counts what goes through it. What does not concern it is handed
 * on.
 *
 * @param inner runs the models
 * @param passes forward passes so far
 */
public record CountingBackend(ModelBackend inner, LongAdder passes) implements ModelBackend {
  @Override
  public String name() {
    return "counting";
  }

  @Override
  public String summary() {
    return inner.name() + ", counted";
  }

  @Override
  public List<OptionSpec> options() {
    return inner.options();
  }

  @Override
  public ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options) {
    return inner.openImageTokenizer(source, options);
  }

  @Override
  public TokenModel openModel(ModelSource source, OptionValues options) {
    TokenModel model = inner.openModel(source, options);
    return new TokenModel() {
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
        return counted(model.open(request));
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }

  private ModelSession counted(ModelSession session) {
    return new ModelSession() {
      @Override
      public Logits forward(ForwardPass pass) {
        passes.increment();
        return session.forward(pass);
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }
}
