/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spark;

import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import io.zipar.evaluation.lab.MadeShard;
import io.zipar.evaluation.lab.ShardOrder;
import io.zipar.evaluation.lab.ShardWork;
import io.zipar.pipeline.CancelledException;
import io.zipar.pipeline.Progress;
import io.zipar.pipeline.Watch;
import io.zipar.spi.support.OneLine;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.FutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Function2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * One job on Spark: a partition is a shard. The driver alone writes, in the thread that called it,
 * so that an executor that ends in the middle leaves nothing behind.
 */
final class SparkRun implements AutoCloseable {
  private static final int POLL_MILLIS = 100;

  private final ShardWork work;
  private final String master;
  private final JavaSparkContext spark;

  private record Arrived(int partition, ShardResult result) {}

  /**
   * Starts Spark.
   *
   * @throws InvalidInputException if it cannot be started as it was chosen
   */
  SparkRun(ShardWork work) {
    this.work = work;
    SparkSettings settings = SparkSettings.of(work.place());
    this.master = settings.master();
    try {
      this.spark = new JavaSparkContext(settings.conf());
    } catch (Exception e) {
      // Scala declares nothing: what comes may be checked.
      throw new InvalidInputException(
          "Spark cannot be started with the master " + master + ": " + OneLine.message(e), e);
    }
  }

  /** Has every shard generated, and keeps each when it comes. */
  void generate() {
    List<ShardOrder> orders = work.orders();
    BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    FutureAction<?> job = submit(orders, arrived);
    Watch watch = work.context().watch();
    long tokens = orders.stream().mapToLong(work::tokens).sum();
    try (Progress.Task task = watch.progress().begin("spark " + master, tokens)) {
      for (int kept = 0; kept < orders.size(); kept++) {
        task.say(kept + " of " + orders.size() + " shards");
        Arrived next = next(arrived, job, watch);
        ShardOrder order = orders.get(next.partition());
        keep(order, next.result());
        for (long i = work.tokens(order); i > 0; i--) {
          task.advance();
        }
      }
    } finally {
      job.cancel();
    }
  }

  private FutureAction<?> submit(List<ShardOrder> orders, BlockingQueue<Arrived> arrived) {
    RDD<ShardOrder> partitions = spark.parallelize(orders, orders.size()).rdd();
    List<Object> all = IntStream.range(0, orders.size()).<Object>mapToObj(i -> i).toList();
    Seq<Object> numbers = CollectionConverters.asScala(all).toSeq();
    // Spark calls this once for each partition, however often a task was tried.
    Function2<Object, ShardResult, BoxedUnit> handler =
        (partition, result) -> {
          arrived.add(new Arrived((Integer) partition, result));
          return BoxedUnit.UNIT;
        };
    return spark
        .sc()
        .submitJob(
            partitions,
            new ShardTask(ExecutorInput.of(work)),
            numbers,
            handler,
            () -> BoxedUnit.UNIT);
  }

  private static Arrived next(BlockingQueue<Arrived> arrived, FutureAction<?> job, Watch watch) {
    try {
      while (true) {
        watch.throwIfCancelled();
        boolean isOver = job.isCompleted();
        Arrived next = arrived.poll(isOver ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          return next;
        }
        if (isOver) {
          throw gaveUp(job);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  private static ZiparException gaveUp(FutureAction<?> job) {
    Throwable reason = job.value().get().failed().get();
    Throwable cause = reason.getCause() == null ? reason : reason.getCause();
    return new ZiparException("Spark gave up: " + OneLine.message(cause), reason);
  }

  private void keep(ShardOrder order, ShardResult result) {
    if (result.isFailed()) {
      work.fail(order, new ZiparException(result.problem()));
      return;
    }
    MadeShard made =
        result
            .made(work.shards(order), order.shard())
            .orElseThrow(() -> new ZiparException("Spark returned a damaged shard: " + order));
    work.keep(order, made);
  }

  /** Ends Spark, and closes the model where this JVM was the executor. */
  @Override
  public void close() {
    spark.stop();
    ExecutorModel.get().close();
  }
}
