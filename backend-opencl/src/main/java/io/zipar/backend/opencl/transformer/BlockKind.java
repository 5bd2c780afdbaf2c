/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.attention.Attention;
import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.models.network.TransformerSizes;
import java.util.Optional;

/**
 * What all blocks of a network have in common.
 *
 * @param sizes of the network
 * @param normsBefore whether norms come before attention and feed-forward
 * @param gate what a gated feed-forward does
 * @param queryScale multiplied into queries
 * @param rotation the angles, absent where nothing is rotated
 * @param distances bias of scores by distance, absent for none
 */
record BlockKind(
    TransformerSizes sizes,
    boolean normsBefore,
    Products.Then gate,
    float queryScale,
    Optional<Rotation> rotation,
    Optional<Attention.Distances> distances) {
  /**
   * Angles of all places.
   *
   * @param cosines places x pairs
   * @param sines likewise
   * @param adjacent whether neighbours make a pair
   */
  record Rotation(DeviceBuffer cosines, DeviceBuffer sines, boolean adjacent) {}
}
