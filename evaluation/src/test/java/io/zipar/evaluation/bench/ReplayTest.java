/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.TokenModel;
import io.zipar.strategy.ntp.NextTokenPrediction;
import io.zipar.testkit.RecordingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Grid GRID = Grid.of(10, 20);

  private final RecordingModel model =
      new RecordingModel(new SyntheticModel(SyntheticSettings.of(Dependence.local(2))));

  private static GenerationResult generate(TokenModel tokenModel) {
    return new Generator(tokenModel, new NextTokenPrediction())
        .generate(
            GenerationRequest.of(GRID, List.of(ImageRequest.of(new ClassLabel(1), 0)))
                .with(Guidance.scale(2)));
  }

  private RecordedPlan plan() {
    PlanRecorder recorder =
        new PlanRecorder(model, MadeUpLogits.differing(model.info().vocabulary()));
    return recorder.plan(generate(recorder).metrics());
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
  void recordingRunsNothing() {
    RecordedPlan plan = plan();
    assertEquals(200, plan.passes());
    assertEquals(200, plan.metrics().forwardPasses());
    assertEquals(List.of(), model.passes());
  }

  @Test
  void aScheduleIsLaidOutAlikeOnEveryModel() {
    int vocabulary = model.info().vocabulary();
    PlanRecorder smooth = new PlanRecorder(model, MadeUpLogits.theSame(vocabulary));
    RecordedPlan other = smooth.plan(generate(smooth).metrics());
    assertTrue(plan().isLaidOutAs(other));
    RecordedPlan shorter =
        new RecordedPlan(
            List.of(
                new RecordedPlan.Session(
                    other.sessions().get(0).request(),
                    other.sessions().get(0).passes().subList(0, 199))),
            other.metrics());
    assertFalse(plan().isLaidOutAs(shorter));
  }

  @Test
  void allPassesAreReplayedAsThePlanHasThem() {
    RecordedPlan plan = plan();
    try (Replay replay = new Replay(model, plan, PassSample.ALL)) {
      for (int pass = 0; pass < 200; pass++) {
        assertTrue(replay.next());
      }
      assertFalse(replay.next());
      assertEquals(200, replay.times().passes());
    }
    assertEquals(
        plan.sessions().get(0).passes().stream().map(RecordedPlan.Pass::planned).toList(),
        model.passes());
  }

  @Test
  void wholeGenerationsAreThoseOfTheModel() {
    TimedModel timed = new TimedModel(model);
    int[] tokens = generate(timed).images().get(0).tokens();
    assertEquals(200, model.passes().size());
    assertEquals(200, timed.times().passes());
    assertArrayEquals(generate(model).images().get(0).tokens(), tokens);
  }

  @Test
  void timedPassesFindEverySlotWritten() {
    try (Replay replay = new Replay(model, plan(), PassSample.spread(3, 200))) {
      assertEquals(3, IntStream.range(0, 9).filter(i -> replay.next()).count());
      assertEquals(3, replay.times().passes());
    }
    List<Set<Integer>> written = List.of(new TreeSet<>(), new TreeSet<>());
    List<Integer> timed = new ArrayList<>();
    for (ForwardPass pass : model.passes()) {
      for (LanePass lane : pass.lanes()) {
        assertEquals(
            lane.prefill(), written.get(lane.lane()).isEmpty() && lane.positions()[0] == 0);
        for (int position : lane.positions()) {
          written.get(lane.lane()).add(position);
        }
        for (int target : lane.targets()) {
          assertEquals(target, written.get(lane.lane()).size(), "slots before the target");
          timed.add(target);
        }
      }
    }
    assertEquals(List.of(33, 33, 100, 100, 166, 166), timed);
  }

  @Test
  void bandwidthIsPositive() {
    MemoryBandwidth bandwidth = MemoryBandwidth.measure(1 << 24, 2);
    assertTrue(bandwidth.bytesPerSecond() > 1e6);
  }

  @Test
  void multiplyAddsAreCounted() {
    MultiplyPeak peak = MultiplyPeak.measure(2, 2);
    assertTrue(peak.perSecond() > 1e6);
    assertTrue(peak.checksum() > 0);
  }
}
