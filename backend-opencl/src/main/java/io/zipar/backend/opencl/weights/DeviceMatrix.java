/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.weights;

import io.zipar.backend.opencl.device.DeviceBuffer;
import java.util.Optional;

/**
 * A matrix or a table of rows on a device. Immutable.
 *
 * @param dtype of its elements
 * @param elements rows x stride
 * @param scales one for each block, where the precision has them
 * @param rows outputs
 * @param inputs of a row
 * @param stride from one row to the next, the inputs filled up with zeros
 */
public record DeviceMatrix(
    Dtype dtype,
    DeviceBuffer elements,
    Optional<DeviceBuffer> scales,
    int rows,
    int inputs,
    int stride) {
  /**
   * What a pass reads.
   *
   * @return bytes, scales included
   */
  public long bytes() {
    return elements.bytes() + scales.map(DeviceBuffer::bytes).orElse(0L);
  }
}
