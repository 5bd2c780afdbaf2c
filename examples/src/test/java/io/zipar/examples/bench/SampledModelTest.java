/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Generator;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.examples.fakes.FakeModel;
import io.zipar.examples.fakes.Sequential;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SampledModelTest {
  private static final Grid GRID = Grid.of(10, 20);

  private final List<ForwardPass> run = new ArrayList<>();
  private final FakeModel model = new FakeModel(run::add);

  private GenerationResult generate(SampledModel sampled) {
    return new Generator(sampled, new Sequential())
        .generate(
            GenerationRequest.of(GRID, List.of(new ImageRequest(new ClassLabel(1), 0)))
                .with(Guidance.scale(2)));
  }

  @Test
  void samplesAreSpreadEvenly() {
    PassSample sample = PassSample.spread(4, 400);
    List<Integer> chosen = new ArrayList<>();
    for (int pass = 0; pass < 400; pass++) {
      if (sample.contains(pass)) {
        chosen.add(pass);
      }
    }
    assertEquals(List.of(50, 150, 250, 350), chosen);
    assertTrue(PassSample.spread(400, 400).isAll());
  }

  @Test
  void planAloneRunsNothing() {
    assertEquals(200, generate(new SampledModel(model, PassSample.NONE)).metrics().forwardPasses());
    assertEquals(List.of(), run);
  }

  @Test
  void wholeGenerationsAreThoseOfTheModel() {
    SampledModel sampled = new SampledModel(model, PassSample.ALL);
    int[] tokens = generate(sampled).images().get(0).tokens();
    assertEquals(200, run.size());
    assertEquals(200, sampled.times().passes());
    int[] direct =
        new Generator(model, new Sequential())
            .generate(
                GenerationRequest.of(GRID, List.of(new ImageRequest(new ClassLabel(1), 0)))
                    .with(Guidance.scale(2)))
            .images()
            .get(0)
            .tokens();
    assertEquals(List.of(direct.length, 0), List.of(tokens.length, mismatches(direct, tokens)));
  }

  private static int mismatches(int[] a, int[] b) {
    int count = 0;
    for (int i = 0; i < a.length; i++) {
      count += a[i] == b[i] ? 0 : 1;
    }
    return count;
  }

  @Test
  void timedPassesFindEverySlotWritten() {
    SampledModel sampled = new SampledModel(model, PassSample.spread(3, 200));
    assertEquals(200, generate(sampled).metrics().forwardPasses());
    assertEquals(3, sampled.times().passes());
    List<Set<Integer>> written = List.of(new TreeSet<>(), new TreeSet<>());
    List<Integer> timed = new ArrayList<>();
    for (ForwardPass pass : run) {
      for (LanePass lane : pass.lanes()) {
        assertEquals(
            lane.prefill(), written.get(lane.lane()).isEmpty() && lane.positions()[0] == 0);
        for (int position : lane.positions()) {
          written.get(lane.lane()).add(position);
        }
        for (int query : lane.queries()) {
          assertEquals(query + 1, written.get(lane.lane()).size(), "slots before the query");
          timed.add(query);
        }
      }
    }
    assertEquals(List.of(32, 32, 99, 99, 165, 165), timed);
  }

  @Test
  void bandwidthIsPositive() {
    MemoryBandwidth bandwidth = MemoryBandwidth.measure(1 << 24, 2);
    assertTrue(bandwidth.bytesPerSecond() > 1e6);
  }
}
