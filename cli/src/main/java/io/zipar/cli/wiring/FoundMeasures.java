/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import io.zipar.evaluation.experiment.Measures;
import jakarta.inject.Provider;

/** The measures of the module path and the class path. */
final class FoundMeasures implements Provider<Measures> {
  @Override
  public Measures get() {
    return Measures.installed();
  }
}
