/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Sampling;
import io.zipar.Visibility;
import io.zipar.backend.opencl.device.ObservedDriver;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.Distribution;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LikelyTokens;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Noise;
import io.zipar.spi.RowRequest;
import io.zipar.testkit.checkpoint.Passes;
import io.zipar.testkit.checkpoint.SyntheticTransformer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the device is asked, counted: memory, launches, and what crosses the bus. */
@NeedsOpenCl
class DeviceCostTest {
  private static final int VOCABULARY = 23;
  private static final int TOKENS = 2;
  private static final double SCALE = 2;

  /** Weights, then a session of all lanes; a guided generation needs two. */
  private static final int[] LANES = {0, 1};

  /** Prefixes of more than a chunk of slots. */
  private static final int[] LONG_LANES = {200, 310};

  /** A device of so many splits attention of a few columns. */
  private static final int MANY_UNITS = 132;

  private final ObservedDriver driver = new ObservedDriver();

  private OpenClTokenModel model(int layers) {
    return model(layers, TestedOpenCl.device().computeUnits());
  }

  private OpenClTokenModel model(int layers, int computeUnits) {
    TransformerSizes sizes = new TransformerSizes(layers, 20, 4, 2, 8, 28, VOCABULARY, 1e-5);
    SyntheticTransformer source = new SyntheticTransformer(sizes, RotaryTable.Pairing.ADJACENT, 5);
    OpenDevice device = driver.open(TestedOpenCl.device(computeUnits), Duration.ofMinutes(10));
    return OpenClTokenModel.load(source, device, Dtype.FLOAT32);
  }

  /** Paints some tokens with guidance, as the generator and a strategy would. */
  private static int[] generate(OpenClTokenModel model, long seed) {
    Noise noise = new Noise(seed);
    int[] tokens = new int[TOKENS];
    try (ModelSession session = Passes.open(model, Visibility.WRITTEN, LANES)) {
      Logits logits =
          session.forward(new ForwardPass(List.of(Passes.prefill(0), Passes.prefill(1))));
      for (int position = 0; position < TOKENS; position++) {
        RowRequest request = RowRequest.of(0, Sampling.PLAIN, noise, position).guided(1, SCALE);
        tokens[position] = logits.distributions(List.of(request)).orElseThrow().get(0).draw();
        int[] at = {position};
        int[] fed = {tokens[position]};
        logits =
            session.forward(
                new ForwardPass(List.of(Passes.feed(0, at, fed), Passes.feed(1, at, fed))));
      }
      logits.copyRow(0, new float[model.info().vocabulary()]);
    }
    return tokens;
  }

  @Test
  void aPassIsOneWaitAndBringsItsDrawsAlone() {
    int eachDraw = 5 * Integer.BYTES;
    int eachList = (1 + 2 * LikelyTokens.MOST) * Integer.BYTES;
    try (OpenClTokenModel model = model(2);
        ModelSession session = Passes.open(model, Visibility.WRITTEN, LANES)) {
      session
          .forward(new ForwardPass(List.of(Passes.prefill(0), Passes.prefill(1))))
          .copyRow(0, new float[model.info().vocabulary()]);
      requireCost(1, 2 * eachDraw, session, false);
      // Who asks for the likeliest tokens mostly does so again, and then they come with the draws.
      requireCost(2, 2 * (eachDraw + eachList), session, true);
      requireCost(1, 2 * (eachDraw + eachList), session, true);
      requireCost(1, 2 * (eachDraw + eachList), session, false);
      requireCost(1, 2 * eachDraw, session, false);
    }
  }

  /** Runs a pass, and uses two laws of it as a strategy would. */
  private void requireCost(int reads, int bytes, ModelSession session, boolean asksForLikeliest) {
    int waitsBefore = driver.waits();
    int readsBefore = driver.reads();
    long bytesBefore = driver.readBytes();
    int[] at = {0, 1, 2};
    Logits logits =
        session.forward(new ForwardPass(List.of(Passes.feed(0, at, at), Passes.feed(1, at, at))));
    List<RowRequest> requests =
        List.of(
            RowRequest.of(0, Sampling.PLAIN, new Noise(1), 1).guided(3, SCALE),
            RowRequest.of(1, Sampling.PLAIN, new Noise(1), 2).guided(4, SCALE));
    List<Distribution> laws = logits.distributions(requests).orElseThrow();
    for (int i = 0; i < 2; i++) {
      assertTrue(laws.get(i).probability(laws.get(i).draw()) > 0);
      int draft = at[i + 1];
      assertTrue(laws.get(i).probability(draft) > 0);
      if (asksForLikeliest) {
        assertTrue(laws.get(i).likeliest().count() > 0);
      }
    }
    assertEquals(waitsBefore + reads, driver.waits());
    assertEquals(readsBefore + reads, driver.reads());
    assertEquals(bytesBefore + bytes, driver.readBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, MANY_UNITS})
  void aLayerIsAtMostEightLaunches(int computeUnits) {
    int two = launches(2, computeUnits);
    int six = launches(6, computeUnits);
    assertTrue(six - two <= 4 * 8, (six - two) + " launches for four layers");
    assertTrue(six > two);
  }

  /** Of a pass of one token behind a long prefix. */
  private int launches(int layers, int computeUnits) {
    try (OpenClTokenModel model = model(layers, computeUnits);
        ModelSession session = Passes.open(model, Visibility.WRITTEN, LONG_LANES)) {
      float[] row = new float[model.info().vocabulary()];
      session
          .forward(new ForwardPass(List.of(Passes.prefill(0), Passes.prefill(1))))
          .copyRow(0, row);
      int before = driver.launches();
      int[] at = {0};
      session
          .forward(new ForwardPass(List.of(Passes.feed(0, at, at), Passes.feed(1, at, at))))
          .copyRow(0, row);
      return driver.launches() - before;
    }
  }

  @Test
  void fiveHundredGenerationsLeaveNothing() {
    OpenClTokenModel model = model(1);
    int[] first = generate(model, 3);
    long live = driver.created() - driver.released();
    long created = driver.created();
    int[] second = generate(model, 3);
    long each = driver.created() - created;
    assertArrayEquals(first, second);
    for (int i = 2; i < 500; i++) {
      generate(model, i);
      assertEquals(live, driver.created() - driver.released(), "after generation " + i);
    }
    assertEquals(created + 499 * each, driver.created());
    model.close();
    assertEquals(driver.created(), driver.released());
  }

  @Test
  void weightsGoUpInPieces() {
    TransformerSizes sizes = new TransformerSizes(1, 1024, 4, 2, 256, 4096, VOCABULARY, 1e-5);
    SyntheticTransformer source = new SyntheticTransformer(sizes, RotaryTable.Pairing.HALVES, 5);
    OpenDevice device = driver.open(Duration.ofMinutes(10));
    OpenClTokenModel.load(source, device, Dtype.FLOAT32).close();
    // The largest matrix has four times as much.
    assertTrue(driver.largestWrite() <= 4 << 20, driver.largestWrite() + " bytes at once");
  }
}
