/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zipar.backend.opencl.weights.Dtype;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels are CUDA C as well. */
class CudaSourceTest {
  @TempDir private Path folder;

  static Stream<Kernels> programs() {
    return Stream.concat(
        Stream.of(Kernels.STREAM, Kernels.ATTENTION, Kernels.PICTURES, Kernels.SAMPLING),
        Arrays.stream(Dtype.values()).map(Dtype::kernels));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void nvccCompilesThem(Kernels kernels) throws IOException, InterruptedException {
    assumeTrue(isInstalled(), "nvcc is not installed");
    Path source = Files.writeString(folder.resolve("kernels.cu"), kernels.source());
    Path output = folder.resolve("kernels.ptx");
    Process process =
        new ProcessBuilder("nvcc", "-ptx", "-o", output.toString(), source.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
  }

  @Test
  void everySourceNamesItsKernels() {
    programs()
        .forEach(program -> assertTrue(program.source().contains("KERNEL void"), program.label()));
  }

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve("nvcc")));
  }
}
