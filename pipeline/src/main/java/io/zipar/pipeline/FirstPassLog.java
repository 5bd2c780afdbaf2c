/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.Cell;
import io.zipar.GenerationResult;
import io.zipar.run.GenerationListener;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how long after the start of the JVM the first token of a generation stood. */
final class FirstPassLog implements GenerationListener {
  private static final Logger LOG = LoggerFactory.getLogger(FirstPassLog.class);
  private static final double MILLIS = 1000;

  private final GenerationListener next;
  private boolean said;

  /**
   * Logs once.
   *
   * @param next hears everything
   */
  FirstPassLog(GenerationListener next) {
    this.next = next;
  }

  @Override
  public void passBegun(int pass, int fedTokens) {
    next.passBegun(pass, fedTokens);
  }

  @Override
  public void tokenCommitted(int image, Cell cell, int token, int pass) {
    if (!said && LOG.isInfoEnabled()) {
      // Before the bean is asked for, which takes some hundredths of a second the first time.
      long now = System.currentTimeMillis();
      double seconds = (now - ManagementFactory.getRuntimeMXBean().getStartTime()) / MILLIS;
      LOG.info(
          "the first forward pass ended {} s after the start of the JVM",
          String.format(Locale.ROOT, "%.2f", seconds));
    }
    said = true;
    next.tokenCommitted(image, cell, token, pass);
  }

  @Override
  public void finished(GenerationResult result) {
    next.finished(result);
  }
}
