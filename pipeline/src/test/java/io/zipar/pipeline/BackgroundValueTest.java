/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundValueTest {
  @Test
  void computesOnAThreadOfItsOwnBeforeItIsAsked() throws InterruptedException {
    CountDownLatch computed = new CountDownLatch(1);
    BackgroundValue<Thread> ahead =
        new BackgroundValue<>(
            "ahead",
            () -> {
              computed.countDown();
              return Thread.currentThread();
            });
    computed.await();
    assertNotSame(Thread.currentThread(), ahead.get());
    assertEquals("ahead", ahead.get().getName());
    assertEquals(Optional.of(ahead.get()), ahead.ifComputed());
  }

  @Test
  void throwsWhatTheComputationThrew() {
    IllegalStateException exception = new IllegalStateException("broken");
    BackgroundValue<String> failing =
        new BackgroundValue<>(
            "failing",
            () -> {
              throw exception;
            });
    assertSame(exception, assertThrows(IllegalStateException.class, failing::get));
    assertEquals(Optional.empty(), failing.ifComputed());
    LinkageError error = new LinkageError("absent");
    BackgroundValue<String> broken =
        new BackgroundValue<>(
            "broken",
            () -> {
              throw error;
            });
    assertSame(error, assertThrows(LinkageError.class, broken::get));
  }

  @Test
  void anInterruptionWhileWaitingIsKept() {
    CountDownLatch release = new CountDownLatch(1);
    BackgroundValue<String> slow =
        new BackgroundValue<>(
            "slow",
            () -> {
              try {
                release.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "value";
            });
    Thread.currentThread().interrupt();
    new Thread(release::countDown).start();
    assertEquals("value", slow.get());
    assertTrue(Thread.interrupted());
  }
}
