/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.ClassLabel;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.fixtures.Golden;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.ModelSession;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Closing and threads. */
public abstract class SessionLifeContract {
  private static final ForwardPass PREFILL = new ForwardPass(List.of(Passes.prefill(0)));

  private final Golden golden = Golden.of("llamagen/c2i-tiny");

  /** The backend under test. */
  protected abstract TestedBackend backend();

  @Test
  void aClosedSessionRefusesToRun() {
    try (TokenModel model = backend().openC2i(golden)) {
      ModelSession session = Passes.open(model, Visibility.WRITTEN, 0);
      session.close();
      session.close();
      assertThrows(IllegalStateException.class, () -> session.forward(PREFILL));
    }
  }

  @Test
  void aClosedModelRefusesToOpenAndToRun() {
    TokenModel model = backend().openC2i(golden);
    ModelSession session = Passes.open(model, Visibility.WRITTEN, 0);
    model.close();
    model.close();
    assertThrows(IllegalStateException.class, () -> session.forward(PREFILL));
    assertThrows(IllegalStateException.class, () -> Passes.open(model, Visibility.WRITTEN, 0));
    session.close();
  }

  @Test
  void aClassOutOfRangeIsRefused() {
    try (TokenModel model = backend().openC2i(golden)) {
      assertThrows(InvalidInputException.class, () -> model.checkConditioning(new ClassLabel(10)));
      assertThrows(InvalidInputException.class, () -> Passes.open(model, Visibility.WRITTEN, 10));
    }
  }

  @Test
  void sessionsInSeveralThreadsGiveWhatTheyGiveAlone()
      throws InterruptedException, ExecutionException {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (TokenModel model = backend().openC2i(golden)) {
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

  /**
   * Generates greedily.
   *
   * @return the logits after the last token
   */
  protected static float[] generate(TokenModel model, int label) {
    try (ModelSession session = Passes.open(model, Visibility.WRITTEN, label)) {
      float[] logits = Passes.run(session, model, Passes.prefill(0))[0];
      for (int position = 0; position < 20; position++) {
        int[] token = {Passes.argMax(logits)};
        logits = Passes.run(session, model, Passes.feed(0, new int[] {position}, token))[0];
      }
      return logits;
    }
  }
}
