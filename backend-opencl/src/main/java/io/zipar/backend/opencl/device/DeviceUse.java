/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.util.function.Supplier;

/**
 * The life of something that was opened on a device: what is done with it is done in turns with all
 * others on the device, and nothing is done after its end. Safe for several threads.
 */
public final class DeviceUse {
  private final OpenDevice device;
  private final String what;
  private boolean ended;

  /**
   * A use that has begun.
   *
   * @param device that it is on
   * @param what for messages, for example {@code the session}
   */
  public DeviceUse(OpenDevice device, String what) {
    this.device = device;
    this.what = what;
  }

  /**
   * Does something in turn.
   *
   * @param <T> what it yields
   * @param work done with the device's lock held
   * @return what it yields
   * @throws IllegalStateException if the use has ended
   * @throws io.zipar.ZiparException if the device was lost
   */
  public <T> T call(Supplier<T> work) {
    return device.inTurn(
        () -> {
          if (ended) {
            throw new IllegalStateException(what + " is closed");
          }
          device.requireNotLost();
          return work.get();
        });
  }

  /**
   * Ends the use, after what is under way. A second time nothing happens.
   *
   * @param release gives back what was taken; with the device's lock held
   */
  public void end(Runnable release) {
    device.inTurn(
        () -> {
          if (!ended) {
            ended = true;
            release.run();
          }
          return null;
        });
  }

  /**
   * Tells whether it has ended. Asked with the device's lock held.
   *
   * @return true after {@link #end}
   */
  public boolean ended() {
    return ended;
  }
}
