/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A value that is computed on a thread of its own, from the moment this object exists. Safe for
 * several threads.
 *
 * @param <T> type of the value
 */
@ApiStatus.Experimental(since = "0.1")
public final class BackgroundValue<T> implements Supplier<T> {
  private final FutureTask<T> task;

  /**
   * Begins.
   *
   * @param name of the thread
   * @param value computes the value
   */
  public BackgroundValue(String name, Supplier<T> value) {
    task = new FutureTask<>(value::get);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits for the value. Whatever its computation throws is thrown here. An interruption of the
   * waiting thread is kept for later.
   *
   * @return the value
   */
  @Override
  public T get() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw thrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits for the end of the computation.
   *
   * @return the value, or nothing if the computation threw something
   */
  public Optional<T> ifComputed() {
    try {
      return Optional.of(get());
    } catch (RuntimeException | Error e) {
      return Optional.empty();
    }
  }

  /** A supplier throws nothing that is checked. */
  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }
}
