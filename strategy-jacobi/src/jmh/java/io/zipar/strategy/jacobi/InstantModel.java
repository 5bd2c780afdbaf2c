/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.function.Function;

/**
 * A model that takes no time and any condition, for measuring what is done beside a model. What it
 * answers, a benchmark says.
 */
abstract class InstantModel implements TokenModel {
  static final int VOCABULARY = 16_384;

  private final String name;
  private final Grid grid;

  InstantModel(String name, Grid grid) {
    this.name = name;
    this.grid = grid;
  }

  /** What answers the passes of one session, one after another. */
  abstract Function<ForwardPass, Logits> answers();

  /** One image. */
  final GenerationRequest request() {
    return GenerationRequest.of(grid, List.of(ImageRequest.of(new ClassLabel(0), 1)));
  }

  @Override
  public final ModelInfo info() {
    return ModelInfo.of(name, VOCABULARY, grid);
  }

  @Override
  public final SequenceLayout layout(Grid wanted) {
    return SequenceLayout.raster(wanted);
  }

  @Override
  public final void checkConditioning(Conditioning conditioning) {
    // Any will do.
  }

  @Override
  public final ModelSession open(SessionRequest opened) {
    Function<ForwardPass, Logits> answers = answers();
    return new ModelSession() {
      @Override
      public Logits forward(ForwardPass pass) {
        return answers.apply(pass);
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  @Override
  public final void close() {
    // Nothing is held.
  }
}
