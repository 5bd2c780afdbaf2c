/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.zipar.backend.vector.kept.KeptWeights;
import io.zipar.backend.vector.threads.Team;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.testkit.checkpoint.ComputedTensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Loading takes hardly more memory than the weights: all that is ever allocated on the heap, what
 * the collector could take back included, is at most a twentieth more, whether weights are
 * converted, converted and kept, or read as they were kept.
 */
class LoadingMemoryTest {
  private static final double MOST = 1.05;
  private static final int MATRICES = 6;
  private static final int ROWS = 1024;
  private static final int INPUTS = 1024;

  @TempDir Path work;

  @ParameterizedTest
  @EnumSource(Dtype.class)
  void loadingAllocatesATwentiethMoreAtMost(Dtype dtype) throws IOException {
    assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean);
    Path file = Files.writeString(work.resolve("checkpoint"), "made up");
    try (Team team = new Team(1)) {
      load(dtype, team, Optional.empty(), file);
      requireFew("converted", load(dtype, team, Optional.empty(), file));
      Optional<Path> folder = Optional.of(work.resolve("kept"));
      requireFew("converted and kept", load(dtype, team, folder, file));
      requireFew("read as kept", load(dtype, team, folder, file));
    }
    try (Stream<Path> kept = Files.list(work.resolve("kept"))) {
      assertEquals(1, kept.count(), "the weights were kept once and then found");
    }
  }

  private static void requireFew(String how, double share) {
    assertTrue(share <= MOST, how + ": allocated " + share + " times the weights");
  }

  /** Bytes that the loading allocated, relative to those of what is loaded. */
  private static double load(Dtype dtype, Team team, Optional<Path> folder, Path file) {
    Tensor square = tensor("square", ROWS);
    List<Tensor> tensors = List.of(square, tensor("half", ROWS / 2));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    List<Matrix> loaded = new ArrayList<>();
    Table table;
    try (KeptWeights kept =
        KeptWeights.open(folder, "made up", List.of(file), "form", tensors.stream(), team)) {
      WeightLoader loader = new WeightLoader(team, each -> new Layout(8, 2), kept);
      for (int i = 0; i < MATRICES; i++) {
        loaded.add(loader.matrix(dtype, square));
        loaded.add(loader.interleaved(dtype, tensors.get(1), tensors.get(1)));
      }
      table = loader.table(dtype, square);
      kept.finish();
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    long weights = loaded.stream().mapToLong(Matrix::bytes).sum() + bytes(table);
    return (double) allocated / weights;
  }

  private static long bytes(Table table) {
    return Stream.of(table.arrays())
        .mapToLong(
            each ->
                each instanceof float[] floats
                    ? (long) Float.BYTES * floats.length
                    : (long) Short.BYTES * ((short[]) each).length)
        .sum();
  }

  private static Tensor tensor(String name, long rows) {
    return new ComputedTensor(name, Shape.of(rows, INPUTS), i -> i % 251 - 125);
  }
}
