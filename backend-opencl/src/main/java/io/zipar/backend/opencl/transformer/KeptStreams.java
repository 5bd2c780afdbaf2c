/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.pass.LayerInputs;
import java.util.ArrayList;
import java.util.List;

/** Copies of the stream for layers that do not take the output of the layer before them. */
final class KeptStreams implements AutoCloseable {
  private final LayerInputs inputs;
  private final List<DeviceRows> copies = new ArrayList<>();

  KeptStreams(TransformerNetwork network, OpenDevice device) {
    this.inputs = new LayerInputs(network);
    for (int i = 0; i <= network.sizes().layers(); i++) {
      copies.add(new DeviceRows(device, "a kept stream", network.sizes().width()));
    }
  }

  /** Copies the output of a layer, or what is fed, if a later layer needs it. */
  void keep(int layer, DeviceRows stream, int columns) {
    if (inputs.isKept(layer)) {
      DeviceRows copy = copies.get(layer + 1).reserve(columns);
      copy.buffer().copy(stream.buffer(), 0, 0, stream.bytes(columns));
    }
  }

  /** Brings back the input of a layer if it is not the output of the layer before it. */
  void restoreFor(int layer, DeviceRows stream, int columns) {
    if (!inputs.follows(layer)) {
      DeviceRows copy = copies.get(inputs.of(layer) + 1);
      stream.buffer().copy(copy.buffer(), 0, 0, stream.bytes(columns));
    }
  }

  @Override
  public void close() {
    copies.forEach(DeviceRows::close);
  }
}
