/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading leaves little to the collector, however much is read. */
class FileTensorTest {
  private static final int ELEMENTS = 1 << 20;

  /** A quarter of the values. */
  private static final long MOST = ELEMENTS;

  @TempDir Path work;

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void aReadTakesLittleMemory(ElementType type) throws IOException {
    assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Path path = Files.write(work.resolve("tensor"), new byte[ELEMENTS * type.bytes()]);
    FloatBuffer target = FloatBuffer.allocate(ELEMENTS);
    try (CheckpointFile file = CheckpointFile.open(path)) {
      FileTensor tensor = new FileTensor(file, "made up", Shape.of(ELEMENTS), type, 0);
      tensor.read(0, target);
      long thread = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(thread);
      tensor.read(0, target.clear());
      long allocated = threads.getThreadAllocatedBytes(thread) - before;
      assertTrue(allocated <= MOST, "allocated " + allocated + " bytes");
    }
  }
}
