/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spark;

import java.io.File;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/**
 * The settings of a run on Spark; what properties of the JVM or {@code spark-submit} set stays.
 *
 * @param conf all of them
 */
record SparkSettings(SparkConf conf) {
  private static final String MASTER = "spark.master";
  private static final String JARS = "spark.jars";

  static SparkSettings of(Optional<String> place) {
    SparkConf conf = new SparkConf();
    place.ifPresent(conf::setMaster);
    conf.setIfMissing(MASTER, "local[*]");
    conf.setIfMissing("spark.app.name", "zipar experiment");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.log.structuredLogging.enabled", "false");
    // Each shard is kept and forgotten when it comes, so that all of them need not fit.
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    String master = conf.get(MASTER);
    if (master.startsWith("local")) {
      // A machine that sleeps for some minutes would lose its only executor, and wait for ever.
      conf.setIfMissing("spark.network.timeout", "12h");
    }
    if (master.startsWith("local-cluster")) {
      conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    } else if (!master.startsWith("local")) {
      conf.setIfMissing(JARS, jars());
    }
    return new SparkSettings(conf);
  }

  String master() {
    return conf.get(MASTER);
  }

  /** What a cluster does not have: the jars of this JVM that are not Spark's. */
  private static String jars() {
    String home = System.getenv("SPARK_HOME");
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> jar.endsWith(".jar") && (home == null || !jar.startsWith(home + "/jars")))
        .collect(Collectors.joining(","));
  }
}
