/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.engine;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps native memory from being freed under a running operation: uses share the guard, closing
 * waits for them and turns later uses into errors. Safe for several threads.
 */
public final class OpenGuard {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final String what;
  private boolean closed;

  /**
   * Creates an open guard.
   *
   * @param what what is guarded, for the message of the error
   */
  public OpenGuard(String what) {
    this.what = what;
  }

  /**
   * Runs an action while the guarded thing stays open.
   *
   * @param <T> type of the result
   * @param action what to run
   * @return what the action returns
   * @throws IllegalStateException if the guarded thing is closed
   */
  public <T> T use(Supplier<T> action) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(what + " is closed");
      }
      return action.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Closes, after the actions under way. Only the first call has an effect.
   *
   * @param release frees the guarded thing
   */
  public void close(Runnable release) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        release.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
