/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.attention.Attention;
import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.DeviceMatrix;
import java.util.Optional;

/**
 * Writes what the columns of a pass begin as to the stream. Immutable.
 *
 * @param device that all is on
 * @param table whose rows the plan's numbers from 0 on are
 * @param entrance what is done to each row, where there is something
 */
record StreamStart(
    OpenDevice device, DeviceMatrix table, Optional<LoadedTransformer.Entrance> entrance) {
  /**
   * Launches it.
   *
   * @param plan names what each column begins as
   * @param rows what the plan's numbers below 0 are
   * @param stream receives a row for each column
   * @param epsilon of the network's norms
   */
  void launch(DevicePlan plan, Attention.Rows rows, DeviceRows stream, double epsilon) {
    Optional<DeviceBuffer> places = entrance.map(LoadedTransformer.Entrance::places);
    device
        .kernel(table.dtype().kernels(), "gather")
        .with(table.elements())
        .with(table.scales())
        .with(table.stride())
        .with(rows.buffer())
        .with(rows.stride())
        .with(places)
        .with(places.isPresent())
        .with(plan.buffer())
        .with(plan.columns())
        .with(stream.width())
        .with(stream.buffer())
        .with(stream.stride())
        .launch(plan.columns());
    entrance
        .flatMap(LoadedTransformer.Entrance::norm)
        .ifPresent(
            norm ->
                norm.run(
                    device,
                    epsilon,
                    stream,
                    Optional.empty(),
                    DeviceNorm.ALL,
                    plan.columns(),
                    stream,
                    false));
  }
}
