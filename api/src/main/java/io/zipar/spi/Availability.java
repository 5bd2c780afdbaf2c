/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.Objects;

/**
 * Whether a backend can run on this machine, found out cheaply and without loading native code.
 *
 * @param usable whether it can
 * @param reason why it cannot, and what would change that; or what it found, when it can
 */
@ApiStatus.Experimental(since = "0.1")
public record Availability(boolean usable, String reason) {
  /** Checks that the reason is there. */
  public Availability {
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * A backend that can run.
   *
   * @param found what it will run on
   * @return the value
   */
  public static Availability usable(String found) {
    return new Availability(true, found);
  }

  /**
   * A backend that cannot run here.
   *
   * @param reason why, and what would change that
   * @return the value
   */
  public static Availability unusable(String reason) {
    return new Availability(false, reason);
  }
}
