/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.weights.DeviceMatrix;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.Projection;
import java.util.Optional;

/**
 * A matrix and its bias on a device. Immutable.
 *
 * @param matrix outputs x inputs
 * @param bias one for each output, where there is one
 */
record DeviceLinear(DeviceMatrix matrix, Optional<DeviceBuffer> bias) {
  static DeviceLinear load(Projection.Linear linear, Dtype dtype, Upload upload) {
    return new DeviceLinear(
        upload.matrix(linear.matrix(), dtype), linear.bias().map(upload::vector));
  }
}
