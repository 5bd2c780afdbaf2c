/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenModel;

/** A model that is another one but for its sessions. Closing it has no effect on the other. */
abstract class ObservedModel implements TokenModel {
  private final TokenModel model;

  ObservedModel(TokenModel model) {
    this.model = model;
  }

  final TokenModel model() {
    return model;
  }

  @Override
  public final ModelInfo info() {
    return model.info();
  }

  @Override
  public final SequenceLayout layout(Grid grid) {
    return model.layout(grid);
  }

  @Override
  public final void checkConditioning(Conditioning conditioning) {
    model.checkConditioning(conditioning);
  }

  @Override
  public final void close() {}
}
