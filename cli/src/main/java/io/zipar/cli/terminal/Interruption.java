/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import io.zipar.CancellationToken;
import io.zipar.pipeline.CancelledException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command on Ctrl-C: cancels the run, waits until the command has cleaned up, and cleans up
 * in its place when it does not come to that, for example while it loads a large model. Safe for
 * several threads.
 */
public final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final CancellationToken token = new CancellationToken();
  private final Queue<Runnable> cleanups = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Duration patience;

  /** Creates an interruption that has not happened. */
  public Interruption() {
    this(PATIENCE);
  }

  /** An interruption that waits for the command for another time. */
  Interruption(Duration patience) {
    this.patience = patience;
  }

  /**
   * The token that runs poll.
   *
   * @return one token for the whole command
   */
  public CancellationToken token() {
    return token;
  }

  /**
   * Registers work that must be done if the command is not given the time to end by itself.
   *
   * @param cleanup the work; may run in another thread, and has no effect where it is not needed
   */
  public void onAbandon(Runnable cleanup) {
    cleanups.add(cleanup);
  }

  /**
   * Ends the command if it was interrupted.
   *
   * @throws CancelledException if it was
   */
  public void throwIfCancelled() {
    if (token.isCancelled()) {
      throw new CancelledException();
    }
  }

  /** Tells that the command has ended and left everything in order. */
  public void commandEnded() {
    ended.countDown();
  }

  /** Interrupts the command and returns when everything is in order. For a shutdown hook. */
  public void interrupt() {
    token.cancel();
    try {
      if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        cleanups.forEach(Runnable::run);
      }
    } catch (InterruptedException e) {
      cleanups.forEach(Runnable::run);
      Thread.currentThread().interrupt();
    }
  }
}
