/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spark;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.lab.ShardEngine;
import io.zipar.evaluation.lab.ShardWork;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Generates shards on Apache Spark. The place is a master of Spark, for example {@code local[4]};
 * without one, that of {@code spark-submit}, or else {@code local[*]}. Properties of the JVM whose
 * names begin with {@code spark.} are settings of Spark. Immutable.
 */
@ApiStatus.Experimental(since = "0.1")
public final class SparkEngine implements ShardEngine {
  private static final Pattern MASTER =
      Pattern.compile(
          "local(\\[(\\*|[1-9]\\d{0,4})(,\\d{1,4})?])?"
              + "|local-cluster\\[\\s*[1-9]\\d{0,3}\\s*,\\s*[1-9]\\d{0,3}\\s*,\\s*\\d{3,7}\\s*]"
              + "|yarn|(spark|k8s)://.+");

  /** Creates the engine; Spark is not started. */
  public SparkEngine() {}

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public void require(Optional<String> place) {
    if (place.filter(each -> !MASTER.matcher(each).matches()).isPresent()) {
      throw new InvalidInputException(
          "spark:"
              + place.get()
              + ": not a master of Spark, for example local[4], local-cluster[2,1,2048],"
              + " spark://HOST:PORT, k8s://ADDRESS or yarn");
    }
  }

  @Override
  public void generate(ShardWork work) {
    try (SparkRun run = new SparkRun(work)) {
      run.generate();
    }
  }
}
