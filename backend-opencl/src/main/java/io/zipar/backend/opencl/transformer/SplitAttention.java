/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.attention.Attention;
import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.GrowingBuffer;
import io.zipar.backend.opencl.device.Kernels;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.models.network.TransformerSizes;
import java.util.Optional;

/**
 * Launches attention split along the slots: a group for each chunk of slots of each head of a
 * column, and then one for each head of a column that puts its chunks together. Yields what {@link
 * HeadPreparation} and {@link Attention} do, to the last bit, by as many launches: the groups of
 * chunks prepare the heads that they need themselves. Owns what stands between the two launches;
 * used under the device's lock.
 */
final class SplitAttention implements AutoCloseable {
  /**
   * Groups of a compute unit up to which more of them pay. A unit of a graphics processor holds
   * some three groups of attention, by their registers, and runs those that do not wait for memory;
   * with one or two it mostly waits, and some units have none. Few columns also have few keys to
   * prepare, which all groups of a chunk do anew: with 132 units and 16 heads it is split up to 16
   * columns.
   */
  private static final int GROUPS_OF_A_UNIT = 2;

  /** What is kept of a chunk beside the values: the greatest score and the sum. */
  private static final int BESIDE_VALUES = 2;

  private final HeadPreparation heads;
  private final OpenDevice device;
  private final DevicePlan plan;
  private final BlockKind kind;
  private final GrowingBuffer workspace;

  /**
   * Attention without memory yet.
   *
   * @param heads tells how they are prepared, for which plan and with which cache
   */
  SplitAttention(HeadPreparation heads) {
    this.heads = heads;
    this.device = heads.device();
    this.plan = heads.plan();
    this.kind = heads.kind();
    this.workspace = new GrowingBuffer(device, "chunks of attention");
  }

  /** Whether the device would be mostly idle if a group went through all slots. */
  boolean pays() {
    return chunks() > 1 && headsOfColumns() <= (long) GROUPS_OF_A_UNIT * device.computeUnits();
  }

  private long headsOfColumns() {
    return (long) plan.columns() * kind.sizes().heads();
  }

  private int chunks() {
    return (plan.slots() + Attention.CHUNK - 1) / Attention.CHUNK;
  }

  /**
   * Launches it.
   *
   * @param rows for each column query heads, key heads, value heads, as they came
   * @param norms of query and key heads, where there are some
   * @param cacheLayer of the cache, which receives the keys and values of the columns
   * @param target receives a row for each column
   */
  void launch(DeviceRows rows, Optional<DeviceHeadNorms> norms, int cacheLayer, DeviceRows target) {
    TransformerSizes sizes = kind.sizes();
    DeviceBuffer found = reserve();
    Optional<Attention.Distances> distances = kind.distances();
    heads
        .tell(device.kernel(Kernels.ATTENTION, "attention_chunks"), rows, norms, cacheLayer)
        .with(plan.words())
        .with(distances.map(Attention.Distances::bias))
        .with(distances.isPresent())
        .with(distances.map(Attention.Distances::longest).orElse(0))
        .with(chunks())
        .with(found)
        .launch(headsOfColumns() * chunks());
    device
        .kernel(Kernels.ATTENTION, "merge_chunks")
        .with(found)
        .with(chunks())
        .with(sizes.heads())
        .with(sizes.headWidth())
        .with(plan.buffer())
        .with(plan.columns())
        .with(target.buffer())
        .with(target.stride())
        .launch(headsOfColumns());
  }

  private DeviceBuffer reserve() {
    long each = (long) chunks() * (kind.sizes().headWidth() + BESIDE_VALUES) * Float.BYTES;
    long bytes = headsOfColumns() * each;
    if (workspace.bytes() < bytes) {
      // Passes see more and more slots.
      workspace.reserve(2 * bytes);
    }
    return workspace.buffer();
  }

  @Override
  public void close() {
    workspace.close();
  }
}
