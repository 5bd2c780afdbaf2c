/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.ZiparException;
import io.zipar.backend.djl.Golden;
import io.zipar.backend.djl.Models;
import io.zipar.backend.djl.engine.TorchEngine;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Closing, threads, and running out of memory. */
class SessionLifeTest {
  private static final ForwardPass PREFILL = new ForwardPass(List.of(Models.prefill(0)));

  private final Golden golden = Golden.of("c2i-tiny");

  @Test
  void aClosedSessionRefusesToRun() {
    try (TokenModel model = Models.openC2i(golden)) {
      ModelSession session = Models.open(model, Visibility.WRITTEN, 0);
      session.close();
      session.close();
      assertThrows(IllegalStateException.class, () -> session.forward(PREFILL));
    }
  }

  @Test
  void aClosedModelRefusesToOpenAndToRun() {
    TokenModel model = Models.openC2i(golden);
    ModelSession session = Models.open(model, Visibility.WRITTEN, 0);
    model.close();
    model.close();
    assertThrows(IllegalStateException.class, () -> session.forward(PREFILL));
    assertThrows(IllegalStateException.class, () -> Models.open(model, Visibility.WRITTEN, 0));
    session.close();
  }

  @Test
  void aClassOutOfRangeIsRefused() {
    try (TokenModel model = Models.openC2i(golden)) {
      assertThrows(InvalidInputException.class, () -> model.checkConditioning(new ClassLabel(10)));
      assertThrows(InvalidInputException.class, () -> Models.open(model, Visibility.WRITTEN, 10));
    }
  }

  @Test
  void sessionsInSeveralThreadsGiveWhatTheyGiveAlone()
      throws InterruptedException, ExecutionException {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (TokenModel model = Models.openC2i(golden)) {
      float[][] alone = new float[threads][];
      for (int i = 0; i < threads; i++) {
        alone[i] = generate(model, i);
      }
      List<Future<float[]>> together =
          IntStream.range(0, threads).mapToObj(i -> pool.submit(() -> generate(model, i))).toList();
      for (int i = 0; i < threads; i++) {
        assertArrayEquals(alone[i], together.get(i).get(), 0f);
      }
    } finally {
      pool.shutdown();
    }
  }

  private static float[] generate(TokenModel model, int label) {
    try (ModelSession session = Models.open(model, Visibility.WRITTEN, label)) {
      float[] logits = Models.run(session, model, Models.prefill(0))[0];
      for (int position = 0; position < 20; position++) {
        int[] token = {Models.argMax(logits)};
        logits = Models.run(session, model, Models.feed(0, new int[] {position}, token))[0];
      }
      return logits;
    }
  }

  @Test
  void wantOfMemoryIsOneLineAndLeavesTheModelUsable() {
    try (TokenModel model = Models.openC2i(golden)) {
      SequenceLayout layout = SequenceLayout.raster(Grid.of(256, 256));
      List<Lane> lanes =
          Collections.nCopies(200_000, new Lane(new ClassLabel(1), Lane.Role.CONDITIONAL));
      SessionRequest request = new SessionRequest(layout, lanes, Visibility.WRITTEN);
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
