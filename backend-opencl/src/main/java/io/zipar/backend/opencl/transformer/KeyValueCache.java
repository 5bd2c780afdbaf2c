/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.models.network.TransformerSizes;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values in float32, for each layer a row for each slot of each lane, the lanes one after
 * another. A row holds all key/value heads.
 */
final class KeyValueCache implements AutoCloseable {
  private final List<DeviceBuffer> keys = new ArrayList<>();
  private final List<DeviceBuffer> values = new ArrayList<>();

  /**
   * Allocates.
   *
   * @param device that it is on
   * @param sizes of the network
   * @param layers how many are kept
   * @param rows slots of all lanes
   */
  KeyValueCache(OpenDevice device, TransformerSizes sizes, int layers, long rows) {
    long bytes = Math.multiplyExact(rows * sizes.keyValueWidth(), (long) Float.BYTES);
    String what = "a layer of the KV cache";
    try {
      for (int layer = 0; layer < layers; layer++) {
        keys.add(device.allocate(what, bytes));
        values.add(device.allocate(what, bytes));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  DeviceBuffer keys(int layer) {
    return keys.get(layer);
  }

  DeviceBuffer values(int layer) {
    return values.get(layer);
  }

  @Override
  public void close() {
    keys.forEach(DeviceBuffer::close);
    values.forEach(DeviceBuffer::close);
  }
}
