/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.Kernels;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.Norm;
import java.util.Optional;

/**
 * A {@link Norm} on a device. Immutable.
 *
 * @param weight width
 * @param bias width, absent for an RMSNorm
 */
record DeviceNorm(DeviceBuffer weight, Optional<DeviceBuffer> bias) {
  /** Stands for all columns in their order. */
  static final int ALL = -1;

  static DeviceNorm load(Norm norm, Upload upload) {
    return new DeviceNorm(upload.vector(norm.weight()), norm.bias().map(upload::vector));
  }

  /**
   * Norms columns.
   *
   * @param device that they are on
   * @param epsilon of the network
   * @param source columns
   * @param plan names columns, where some are chosen
   * @param chosenFrom where it does, or {@link #ALL}
   * @param count how many
   * @param target receives them one after another; may be the source if all are normed
   * @param added whether they are added there instead of written
   */
  void run(
      OpenDevice device,
      double epsilon,
      DeviceRows source,
      Optional<DeviceBuffer> plan,
      int chosenFrom,
      int count,
      DeviceRows target,
      boolean added) {
    device
        .kernel(Kernels.STREAM, "norm_columns")
        .with(source.buffer())
        .with(source.stride())
        .with(plan)
        .with(chosenFrom)
        .with(weight)
        .with(bias)
        .with(bias.isPresent())
        .with((float) epsilon)
        .with(source.width())
        .with(target.buffer())
        .with(target.stride())
        .with(added)
        .launch(count);
  }
}
