/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.pass.LayerInputs;

/**
 * Copies of the stream for layers that do not take the output of the layer before them. They live
 * as long as the manager of what is copied.
 */
final class KeptStreams {
  private final LayerInputs inputs;
  private final NDArray[] copies;

  KeptStreams(TransformerNetwork network) {
    this.inputs = new LayerInputs(network);
    this.copies = new NDArray[network.sizes().layers() + 1];
  }

  /** Copies the output of a layer, or what is fed, if a later layer needs it. */
  void keep(int layer, NDArray stream) {
    if (inputs.isKept(layer)) {
      copies[layer + 1] = stream.duplicate();
    }
  }

  /** The input of a layer, which the layer may change. */
  NDArray inputOf(int layer, NDArray stream) {
    return inputs.follows(layer) ? stream : copies[inputs.of(layer) + 1].duplicate();
  }
}
