/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.OpenDevice;
import java.util.Optional;

/** Takes columns of the stream through a head, and reads the logits back once. */
final class HeadRun implements AutoCloseable {
  private final OpenDevice device;
  private final LoadedHead head;
  private final double epsilon;
  private final DeviceRows normed;
  private final DeviceRows added;
  private final Optional<DeviceRows> between;
  private final DeviceRows logits;
  private float[] read = {};
  private int count;

  HeadRun(OpenDevice device, LoadedHead head, int width, double epsilon) {
    this.device = device;
    this.head = head;
    this.epsilon = epsilon;
    this.normed = new DeviceRows(device, "what a head reads", width);
    this.added = new DeviceRows(device, "what a head reads", width);
    this.between = head.output().between(device);
    this.logits = new DeviceRows(device, "logits", head.output().outputs());
  }

  LoadedHead head() {
    return head;
  }

  /** Nothing is read in this pass. */
  void skip() {
    count = 0;
  }

  /**
   * Launches the head.
   *
   * @param stream the residual stream
   * @param plan names the columns
   * @param from where it does
   * @param columns how many
   */
  void launch(DeviceRows stream, DevicePlan plan, int from, int columns) {
    count = columns;
    normed.reserve(columns);
    logits.reserve(columns);
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
    products.run(head.output(), source, columns, between, logits);
  }

  /** Reads the logits, waiting for them. */
  void read() {
    if (count > 0) {
      int length = Math.multiplyExact(count, logits.stride());
      if (read.length < length) {
        read = new float[length];
      }
      logits.buffer().read(read, length);
    }
  }

  /** Copies a row of what was read. */
  void copy(int index, float[] target, int tokens) {
    System.arraycopy(read, index * logits.stride(), target, 0, tokens);
  }

  @Override
  public void close() {
    normed.close();
    added.close();
    between.ifPresent(DeviceRows::close);
    logits.close();
  }
}
