/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.spi.TokenModel;
import io.zipar.spi.support.ForwardingModel;

/** A model that is another one but for its sessions. Closing it has no effect on the other. */
abstract class ObservedModel extends ForwardingModel {
  ObservedModel(TokenModel model) {
    super(model);
  }

  @Override
  public final void close() {}
}
