/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.support;

/** Hears how a training goes. */
@FunctionalInterface
public interface TrainingLog {
  /**
   * One line of progress.
   *
   * @param line what was reached
   */
  void say(String line);
}
