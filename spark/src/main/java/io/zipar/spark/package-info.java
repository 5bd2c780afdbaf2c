/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Experiments on Apache Spark: a task generates a shard, and an executor keeps one model open. For
 * the class path alone, since Spark is no module.
 */
package io.zipar.spark;
