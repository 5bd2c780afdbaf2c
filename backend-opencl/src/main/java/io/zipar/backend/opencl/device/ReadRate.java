/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

/**
 * How fast a device reads its memory: every item sums its part of a buffer that no cache holds. The
 * best of several rounds counts. Used under the device's lock.
 *
 * @param device open, with room for the buffer
 */
public record ReadRate(OpenDevice device) {
  private static final long ON_A_GPU = 1L << 30;
  private static final long ELSEWHERE = 256L << 20;
  private static final int ROUNDS = 10;
  private static final int GROUPS = 4096;

  /** Launches that are waited for at once, beside whose reading the waiting takes no time. */
  private static final int LAUNCHES_ON_A_GPU = 8;

  /** Numbers that an item reads at once. */
  private static final int TOGETHER = 4;

  /**
   * Measures.
   *
   * @return bytes a second
   * @throws io.zipar.InvalidInputException if there is no room for the buffer
   */
  public double measure() {
    long wanted = Math.min(device.gpu() ? ON_A_GPU : ELSEWHERE, device.largestBuffer());
    long piece = (long) GROUPS * Kernels.GROUP * TOGETHER * Float.BYTES;
    int rounds = Math.toIntExact(Math.max(1, wanted / piece));
    String what = "the measure of the memory's rate";
    try (DeviceBuffer buffer = device.allocate(what, rounds * piece);
        DeviceBuffer sums = device.allocate(what, (long) GROUPS * Float.BYTES)) {
      Kernel kernel = device.kernel(Kernels.STREAM, "read_all");
      int launches = device.gpu() ? LAUNCHES_ON_A_GPU : 1;
      long best = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        device.finish();
        long started = System.nanoTime();
        for (int launch = 0; launch < launches; launch++) {
          kernel.with(buffer).with(rounds).with(GROUPS).with(sums).launch(GROUPS);
        }
        device.finish();
        best = Math.min(best, System.nanoTime() - started);
      }
      return launches * rounds * piece * 1e9 / best;
    }
  }
}
