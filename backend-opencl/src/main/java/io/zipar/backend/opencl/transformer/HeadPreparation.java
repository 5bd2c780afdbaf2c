/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.Kernel;
import io.zipar.backend.opencl.device.Kernels;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.models.network.TransformerSizes;
import java.util.Optional;

/**
 * Makes the heads of a pass ready for attention: norms, rotates and scales queries where they are,
 * norms and rotates keys, and writes keys and values to the cache. Immutable.
 *
 * @param device that it runs on
 * @param kind says how
 * @param plan names angles and cache rows of the columns
 * @param cache receives keys and values
 */
record HeadPreparation(OpenDevice device, BlockKind kind, DevicePlan plan, KeyValueCache cache) {
  /**
   * Launches it.
   *
   * @param heads a row for each column: query heads, key heads, value heads
   * @param norms of query and key heads, where there are some
   * @param cacheLayer of the cache
   */
  void launch(DeviceRows heads, Optional<DeviceHeadNorms> norms, int cacheLayer) {
    TransformerSizes sizes = kind.sizes();
    int all = sizes.heads() + 2 * sizes.keyValueHeads();
    tell(device.kernel(Kernels.STREAM, "prepare_heads"), heads, norms, cacheLayer)
        .launch((long) plan.columns() * all);
  }

  /**
   * Tells a kernel how heads are prepared.
   *
   * @param kernel whose next arguments it is
   * @param heads as of {@link #launch}
   * @param norms likewise
   * @param cacheLayer likewise
   * @return the kernel
   */
  Kernel tell(Kernel kernel, DeviceRows heads, Optional<DeviceHeadNorms> norms, int cacheLayer) {
    TransformerSizes sizes = kind.sizes();
    Optional<BlockKind.Rotation> rotation = kind.rotation();
    return kernel
        .with(heads.buffer())
        .with(heads.stride())
        .with(sizes.heads())
        .with(sizes.keyValueHeads())
        .with(sizes.headWidth())
        .with(norms.map(DeviceHeadNorms::values))
        .with(norms.isPresent())
        .with(norms.map(DeviceHeadNorms::queryGroups).orElse(1))
        .with(norms.map(DeviceHeadNorms::keyGroups).orElse(1))
        .with(norms.map(DeviceHeadNorms::queryEpsilon).orElse(0.0).floatValue())
        .with(norms.map(DeviceHeadNorms::keyEpsilon).orElse(0.0).floatValue())
        .with(rotation.map(BlockKind.Rotation::cosines))
        .with(rotation.map(BlockKind.Rotation::sines))
        .with(rotation.isPresent())
        .with(rotation.isPresent() && rotation.get().adjacent())
        .with(plan.buffer())
        .with(plan.columns())
        .with(kind.queryScale())
        .with(cache.keys(cacheLayer))
        .with(cache.values(cacheLayer));
  }
}
