/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.Head;
import java.util.List;

/**
 * A {@link Head} on a device. Immutable.
 *
 * @param layer whose output it reads
 * @param norm applied first
 * @param residuals layers whose outputs go through SiLU and are added to their inputs
 * @param output yields the logits
 */
record LoadedHead(
    int layer, DeviceNorm norm, List<DeviceLinear> residuals, DeviceProjection output) {
  static LoadedHead load(Head head, Dtype dtype, Upload upload) {
    return new LoadedHead(
        head.layer(),
        DeviceNorm.load(head.norm(), upload),
        head.residuals().stream()
            .map(each -> DeviceLinear.load(each.linear(), dtype, upload))
            .toList(),
        DeviceProjection.load(head.output(), dtype, upload));
  }

  /** What its matrices take. */
  long bytes() {
    return output.bytes() + residuals.stream().mapToLong(each -> each.matrix().bytes()).sum();
  }
}
