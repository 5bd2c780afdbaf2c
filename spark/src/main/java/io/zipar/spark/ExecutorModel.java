/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spark;

import io.zipar.evaluation.lab.MadeShard;
import io.zipar.evaluation.lab.ShardOrder;
import io.zipar.evaluation.lab.ShardWorker;

/**
 * The one model of an executor's JVM: Spark gives tasks nothing that outlives them but statics.
 * Tasks of one JVM take turns, since a model uses all processors by itself.
 */
final class ExecutorModel {
  private static final ExecutorModel ONE = new ExecutorModel();

  private String run;
  private ShardWorker worker;

  private ExecutorModel() {}

  /** The model of this JVM. */
  static ExecutorModel get() {
    return ONE;
  }

  synchronized MadeShard make(ExecutorInput input, ShardOrder order) {
    if (!input.run().equals(run)) {
      close();
      worker = input.worker();
      run = input.run();
    }
    return worker.make(order);
  }

  synchronized void close() {
    run = null;
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }
}
