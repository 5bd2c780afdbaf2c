/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a run may take. A run that is cancelled, or whose deadline has passed, ends at the next
 * forward pass; a plugin that does not come back by then is given up.
 *
 * @param deadline after this time from the start the run ends as if it were cancelled; empty for
 *     never
 * @param grace how long after that a call into a plugin may still last before the run is given up
 *     with a {@link PluginException} that names the call. The thread that hangs in it is
 *     interrupted and left behind; it ends as soon as the plugin returns.
 */
@ApiStatus.Experimental(since = "0.1")
public record RunLimits(Optional<Duration> deadline, Duration grace) {
  /** No deadline, and half a minute for a forward pass to end after cancellation. */
  public static final RunLimits NONE = new RunLimits(Optional.empty(), Duration.ofSeconds(30));

  /**
   * Checks the durations.
   *
   * @throws InvalidInputException if a duration is negative
   */
  public RunLimits {
    Objects.requireNonNull(deadline, "deadline");
    if (grace.isNegative() || deadline.filter(Duration::isNegative).isPresent()) {
      throw new InvalidInputException("deadline and grace of a run must not be negative");
    }
  }

  /**
   * The same limits with a deadline.
   *
   * @param changed time from the start of the run
   * @return new limits
   * @throws InvalidInputException if it is negative
   */
  public RunLimits withDeadline(Duration changed) {
    return new RunLimits(Optional.of(changed), grace);
  }

  /**
   * The same limits with another grace.
   *
   * @param changed time for a call to return after the run was asked to end
   * @return new limits
   * @throws InvalidInputException if it is negative
   */
  public RunLimits withGrace(Duration changed) {
    return new RunLimits(deadline, changed);
  }
}
