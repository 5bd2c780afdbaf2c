/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.util.Locale;
import java.util.Optional;

/**
 * A device of the machine. Immutable.
 *
 * @param platform handle of its platform
 * @param handle its own
 * @param platformName for example {@code NVIDIA CUDA}
 * @param name for example {@code NVIDIA H100}
 * @param driver version of its driver
 * @param gpu whether it is a graphics processor
 * @param memory bytes that it has
 * @param largestBuffer bytes of one buffer
 * @param computeUnits how many groups of work-items it runs beside each other at least; for example
 *     multiprocessors
 * @param problem why it cannot be used, empty if it can
 */
public record ClDevice(
    long platform,
    long handle,
    String platformName,
    String name,
    String driver,
    boolean gpu,
    long memory,
    long largestBuffer,
    int computeUnits,
    Optional<String> problem) {
  private static final long MEBIBYTE = 1L << 20;

  /**
   * Tells whether a word of a user names the device.
   *
   * @param word lower case; part of the device's or the platform's name
   * @return whether either holds it
   */
  boolean isNamed(String word) {
    return name.toLowerCase(Locale.ROOT).contains(word)
        || platformName.toLowerCase(Locale.ROOT).contains(word);
  }

  /**
   * Describes the device for a list.
   *
   * @return kind, name, memory, driver, and why it cannot be used
   */
  public String describe() {
    return (gpu ? "GPU " : "CPU ")
        + name
        + " ("
        + platformName
        + ", driver "
        + driver
        + ", "
        + memory / MEBIBYTE
        + " MiB"
        + problem.map(each -> ", cannot be used: " + each).orElse("")
        + ")";
  }
}
