/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.OpenDevice;
import java.util.Optional;

/** Takes columns of the stream through a head. Owns the memory between. */
final class HeadRun implements AutoCloseable {
  private final OpenDevice device;
  private final LoadedHead head;
  private final double epsilon;
  private final DeviceRows normed;
  private final DeviceRows added;
  private final Optional<DeviceRows> between;

  HeadRun(OpenDevice device, LoadedHead head, int width, double epsilon) {
    this.device = device;
    this.head = head;
    this.epsilon = epsilon;
    this.normed = new DeviceRows(device, "what a head reads", width);
    this.added = new DeviceRows(device, "what a head reads", width);
    this.between = head.output().between(device);
  }

  LoadedHead head() {
    return head;
  }

  /**
   * Launches the head.
   *
   * @param stream the residual stream
   * @param plan names the columns
   * @param from where it does
   * @param columns how many
   * @param logits receives a row for each
   * @param firstRow its first
   */
  void launch(
      DeviceRows stream, DevicePlan plan, int from, int columns, DeviceRows logits, int firstRow) {
    normed.reserve(columns);
    head.norm().run(device, epsilon, stream, plan.buffer(), from, columns, normed, false);
    Products products = new Products(device);
    DeviceRows source = normed;
    DeviceRows other = added;
    for (DeviceLinear residual : head.residuals()) {
      other.reserve(columns);
      other.buffer().copy(source.buffer(), 0, 0, source.bytes(columns));
      products.run(residual, source, columns, other, Products.Then.ADD_SILU);
      DeviceRows last = source;
      source = other;
      other = last;
    }
    products.run(head.output(), source, columns, between, logits, firstRow);
  }

  @Override
  public void close() {
    normed.close();
    added.close();
    between.ifPresent(DeviceRows::close);
  }
}
