/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.pass.LayerInputs;

/**
 * Copies of the stream for layers that do not take the output of the layer before them. Memory is
 * kept for the next pass.
 */
final class KeptStreams {
  private final LayerInputs inputs;
  private final float[][] copies;

  KeptStreams(TransformerNetwork network) {
    this.inputs = new LayerInputs(network);
    this.copies = new float[network.sizes().layers() + 1][0];
  }

  /** Copies the output of a layer, or what is fed, if a later layer needs it. */
  void keep(int layer, float[] stream, int length) {
    if (inputs.isKept(layer)) {
      if (copies[layer + 1].length < length) {
        copies[layer + 1] = new float[length];
      }
      System.arraycopy(stream, 0, copies[layer + 1], 0, length);
    }
  }

  /** Brings back the input of a layer if it is not the output of the layer before it. */
  void restoreFor(int layer, float[] stream, int length) {
    if (!inputs.follows(layer)) {
      System.arraycopy(copies[inputs.of(layer) + 1], 0, stream, 0, length);
    }
  }
}
