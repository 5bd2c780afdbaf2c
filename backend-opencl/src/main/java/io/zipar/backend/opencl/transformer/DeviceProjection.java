/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.Projection;
import java.util.Optional;

/**
 * A {@link Projection} on a device. Immutable.
 *
 * @param hidden what comes first, where there is something
 * @param last yields the result
 */
record DeviceProjection(Optional<Hidden> hidden, DeviceLinear last) {
  /**
   * A layer and what follows it.
   *
   * @param linear the layer
   * @param gelu of its outputs
   */
  record Hidden(DeviceLinear linear, Projection.Gelu gelu) {}

  static DeviceProjection load(Projection projection, Dtype dtype, Upload upload) {
    return new DeviceProjection(
        projection
            .hidden()
            .map(
                layer ->
                    new Hidden(DeviceLinear.load(layer.linear(), dtype, upload), layer.gelu())),
        DeviceLinear.load(projection.last(), dtype, upload));
  }

  /** The width of what it takes. */
  int inputs() {
    return hidden.map(Hidden::linear).orElse(last).matrix().inputs();
  }

  /** The width of what it yields. */
  int outputs() {
    return last.matrix().rows();
  }

  /** Memory for what lies between, where something does. */
  Optional<DeviceRows> between(OpenDevice device) {
    return hidden.map(
        layer -> new DeviceRows(device, "hidden values", layer.linear().matrix().rows()));
  }

  /** What its matrices take. */
  long bytes() {
    return last.matrix().bytes() + hidden.map(each -> each.linear().matrix().bytes()).orElse(0L);
  }
}
