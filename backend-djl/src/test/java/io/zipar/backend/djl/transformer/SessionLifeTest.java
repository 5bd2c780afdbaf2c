/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.ZiparException;
import io.zipar.backend.djl.testing.TestedDjl;
import io.zipar.fixtures.Golden;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.SessionLifeContract;
import io.zipar.testkit.checkpoint.TestedBackend;
import io.zipar.torch.TorchEngine;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Closing, threads, and running out of memory. */
class SessionLifeTest extends SessionLifeContract {
  @Override
  protected TestedBackend backend() {
    return TestedDjl.BACKEND;
  }

  @Test
  void wantOfMemoryIsOneLineAndLeavesTheModelUsable() {
    try (TokenModel model = backend().openC2i(Golden.of("llamagen/c2i-tiny"))) {
      SequenceLayout layout = SequenceLayout.raster(Grid.of(256, 256));
      List<Lane> lanes =
          Collections.nCopies(200_000, new Lane(new ClassLabel(1), Lane.Role.CONDITIONAL));
      SessionRequest request = SessionRequest.of(layout, lanes);
      ZiparException failure = assertThrows(ZiparException.class, () -> model.open(request));
      assertTrue(failure.getMessage().contains("memory"), failure.getMessage());
      assertFalse(failure.getMessage().contains("\n"), failure.getMessage());
      generate(model, 1);
    }
  }

  @Test
  void noGradientsAreRecordedInAnyThread() throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (NDManager manager = TorchEngine.start().newBaseManager(Device.cpu())) {
      NDArray weight = manager.ones(new Shape(4, 4), DataType.FLOAT32);
      assertFalse(pool.submit(() -> weight.matMul(weight).softmax(0).hasGradient()).get());
    } finally {
      pool.shutdown();
    }
  }
}
