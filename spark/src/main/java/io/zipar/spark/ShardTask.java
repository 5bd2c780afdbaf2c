/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spark;

import io.zipar.ZiparException;
import io.zipar.evaluation.lab.ShardOrder;
import io.zipar.spi.support.OneLine;
import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Generates the one shard of a partition. Runs in an executor. */
final class ShardTask extends AbstractFunction1<Iterator<ShardOrder>, ShardResult>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final ExecutorInput input;

  ShardTask(ExecutorInput input) {
    this.input = input;
  }

  /** What Spark may cure by another try is thrown; what would come again is the result. */
  @Override
  public ShardResult apply(Iterator<ShardOrder> orders) {
    try {
      return ShardResult.of(ExecutorModel.get().make(input, orders.next()));
    } catch (ZiparException e) {
      return ShardResult.failed(OneLine.message(e));
    }
  }
}
