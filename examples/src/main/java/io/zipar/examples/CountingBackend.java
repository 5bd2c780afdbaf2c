/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSession;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import io.zipar.spi.support.ForwardingModel;
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
    return new ForwardingModel(inner.openModel(source, options)) {
      @Override
      protected Logits forward(ModelSession session, ForwardPass pass) {
        passes.increment();
        return session.forward(pass);
      }
    };
  }
}
