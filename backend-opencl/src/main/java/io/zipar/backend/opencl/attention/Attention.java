/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.attention;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.Kernels;
import io.zipar.backend.opencl.device.OpenDevice;
import java.util.Optional;

/**
 * Launches the attention of the columns of a plan over rows of keys and values. Immutable.
 *
 * @param heads of queries
 * @param keyValueHeads of keys and values; {@code heads} is a multiple
 * @param width of a head
 * @param scale multiplied into the queries
 * @param distances bias of scores, absent for none
 */
public record Attention(
    int heads, int keyValueHeads, int width, float scale, Optional<Distances> distances) {
  /** Slots whose results are found together, and then put together with the others', in kernels. */
  public static final int CHUNK = 128;

  /**
   * A bias for each distance.
   *
   * @param bias heads x (2 longest - 1), from the farthest before on
   * @param longest slots
   */
  public record Distances(DeviceBuffer bias, int longest) {}

  /**
   * Rows of heads.
   *
   * @param buffer where they are, from its beginning
   * @param stride from one row to the next
   */
  public record Rows(DeviceBuffer buffer, int stride) {}

  /**
   * Launches it.
   *
   * @param device that all is on
   * @param plan names what each column sees
   * @param queries a row for each column
   * @param keys rows without gaps
   * @param values likewise
   * @param target receives a row for each column
   */
  public void launch(
      OpenDevice device,
      DevicePlan plan,
      Rows queries,
      DeviceBuffer keys,
      DeviceBuffer values,
      Rows target) {
    device
        .kernel(Kernels.ATTENTION, "attention")
        .with(queries.buffer())
        .with(queries.stride())
        .with(keys)
        .with(values)
        .with(heads)
        .with(keyValueHeads)
        .with(width)
        .with(scale)
        .with(plan.buffer())
        .with(plan.columns())
        .with(plan.words())
        .with(distances.map(Distances::bias))
        .with(distances.isPresent())
        .with(distances.map(Distances::longest).orElse(0))
        .with(target.buffer())
        .with(target.stride())
        .launch((long) plan.columns() * heads);
  }
}
