/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.kernel.ScalarKernels;
import io.zipar.backend.vector.kernel.choice.KernelChoice;
import io.zipar.backend.vector.weights.Dtype;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is computed while a model is loaded fits every dtype, and ends when it is told to. */
class WarmUpTest {
  private static List<Kernels> kernels() {
    return List.of(KernelChoice.best(), KernelChoice.warming(), new ScalarKernels());
  }

  @ParameterizedTest
  @EnumSource(Dtype.class)
  void computesWithinItsMemory(Dtype dtype) {
    kernels().forEach(each -> new WarmUp(each, dtype, 2).run());
  }

  @ParameterizedTest
  @EnumSource(Dtype.class)
  void noThreadIsLeftWhenItIsClosed(Dtype dtype) {
    for (Kernels each : kernels()) {
      WarmUp warmUp = WarmUp.begin(each, dtype);
      warmUp.close();
      assertTrue(warmUp.isOver());
    }
  }

  @ParameterizedTest
  @EnumSource(Dtype.class)
  void anInterruptionIsKeptForTheCaller(Dtype dtype) {
    WarmUp warmUp = WarmUp.begin(new ScalarKernels(), dtype);
    Thread.currentThread().interrupt();
    warmUp.close();
    assertTrue(Thread.interrupted());
    assertTrue(warmUp.isOver());
  }
}
