/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import io.zipar.CancellationToken;
import io.zipar.pipeline.CancelledException;
import io.zipar.plugin.PluginCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends a command on Ctrl-C or at its deadline: cancels the run, waits until the command has cleaned
 * up, and cleans up in its place when it does not come to that, for example while it loads a large
 * model. Safe for several threads.
 */
public final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final CancellationToken token = new CancellationToken();
  private final Queue<Runnable> cleanups = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Duration patience;
  private volatile Duration deadline;

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

  /**
   * The deadline that ended the command.
   *
   * @return how long the command had, if that time has passed
   */
  public Optional<Duration> deadline() {
    return Optional.ofNullable(deadline);
  }

  /**
   * Interrupts the command and returns when everything is in order. For a shutdown hook.
   *
   * @param notices hears a line about what it waits for, if that takes long
   */
  public void interrupt(Consumer<String> notices) {
    end("interrupted", notices);
  }

  /**
   * Lets the command have some time, then interrupts it, and returns when everything is in order.
   *
   * @param time how long the command has
   * @param notices hears a line about what it waits for, if that takes long
   * @return whether the command has ended by itself; if not, it goes on, and only its output was
   *     cleaned up
   */
  public boolean expireAfter(Duration time, Consumer<String> notices) {
    try {
      if (ended.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
    deadline = time;
    return end("the deadline of " + time.toMillis() / 1000.0 + " s has passed", notices);
  }

  /** Cleans up in place of the command, which is not waited for. */
  public void abandon() {
    token.cancel();
    cleanups.forEach(Runnable::run);
  }

  private boolean end(String reason, Consumer<String> notices) {
    token.cancel();
    long quiet = patience.toMillis() / 3;
    try {
      if (ended.await(quiet, TimeUnit.MILLISECONDS)) {
        return true;
      }
      List<String> calls = PluginCalls.inProgress();
      notices.accept(
          reason
              + ", waiting for "
              + (calls.isEmpty() ? "the command to end" : String.join(", ", calls)));
      if (ended.await(patience.toMillis() - quiet, TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abandon();
    return false;
  }
}
