/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every backend must keep, as JUnit 5 tests: extend this class, supply a model that the
 * backend has opened, and run it; a backend that runs models of several {@linkplain Prediction
 * predictions} extends it once for each. What is fed and asked follows the prediction of the model.
 * A small model suffices and keeps it fast; the tests feed some ten thousand tokens. Each test
 * carries the number of its rule, and a failure names rule and counterexample. Skipped are B2 for a
 * model of any cell, to which the order of arrival may matter, and B7 and B9 for all but
 * successors, of which alone they speak.
 *
 * <p>Not tested, since no test can: that a model is a good one, and that a pass is fast.
 */
@ApiStatus.Experimental(since = "0.1")
public abstract class ModelBackendContract {
  private static final int THREADS = 4;
  private static final int[] NONE = {};

  private TokenModel model;
  private SequenceLayout layout;
  private TokenSequences sequences;
  private Prediction prediction;

  /** For subclasses. */
  protected ModelBackendContract() {}

  /**
   * Opens the model under test.
   *
   * @return a fresh model; the contract closes it
   */
  protected abstract TokenModel openModel();

  /**
   * A conditioning that the model accepts.
   *
   * @param index from 0 to 3; different numbers should give different conditionings
   * @return the conditioning; class {@code index} unless overridden
   */
  protected Conditioning conditioning(int index) {
    return new ClassLabel(index);
  }

  /**
   * How far two logits may lie apart that should be equal but for rounding.
   *
   * @return an absolute distance; 1e-3 unless overridden
   */
  protected float tolerance() {
    return 1e-3f;
  }

  /**
   * The grid to test on.
   *
   * @param opened the model under test
   * @return a grid with at least 12 cells; the default grid of the model unless overridden
   */
  protected Grid grid(TokenModel opened) {
    return opened.info().defaultGrid();
  }

  @BeforeEach
  final void openTheModel() {
    model = openModel();
    layout = model.layout(grid(model));
    prediction = model.info().prediction();
    sequences = new TokenSequences(layout, model.info().vocabulary());
  }

  @AfterEach
  final void closeTheModel() {
    model.close();
  }

  @Test
  @DisplayName("B1 a cached incremental forward equals a full forward")
  final void b1CachedForwardEqualsFullForward() {
    for (int seed = 0; seed < 3; seed++) {
      FeedingOrder order = order(seed);
      int[] sequence = sequences.random(seed);
      try (Feeding cached = feeding(0)) {
        for (int pass = 0; pass < order.passes(); pass++) {
          cached.rows().clear();
          cached.play(order, sequence, pass, pass + 1);
          try (Feeding full = feeding(0)) {
            if (prediction != Prediction.SUCCESSOR) {
              full.masked(order.seenInTime());
            }
            full.feed(sequence, order.fedUpTo(pass), order.asked(pass));
            same("B1, pass " + pass, full.rows(), cached.rows());
          }
        }
      }
    }
  }

  @Test
  @DisplayName("B2 the order of what is fed in a pass has no influence")
  final void b2OrderWithinAPassDoesNotMatter() {
    assumeTrue(prediction != Prediction.ANY_CELL, "B2: the order of arrival may be the model's");
    FeedingOrder order = order(2);
    int[] sequence = sequences.random(2);
    try (Feeding ordered = feeding(0);
        Feeding disordered = feeding(0)) {
      for (int pass = 0; pass < order.passes(); pass++) {
        ordered.play(order, sequence, pass, pass + 1);
        int[] disorder = TokenSequences.shuffled(order.fed(pass), new Random(pass));
        disordered.feed(sequence, disorder, order.asked(pass));
      }
      same("B2", ordered.rows(), disordered.rows());
    }
  }

  @Test
  @DisplayName("B3 a position that is fed again replaces its slot")
  final void b3AFedAgainPositionReplacesTheOld() {
    FeedingOrder order = order(3);
    int[] right = sequences.random(3);
    for (int pass : new int[] {1, order.passes() / 2}) {
      int[] wrong = sequences.changed(right, order.fed(pass)[0]);
      try (Feeding straight = feeding(0);
          Feeding corrected = feeding(0)) {
        straight.play(order, right, 0, order.passes());
        corrected.play(order, right, 0, pass).feed(wrong, order.fed(pass), NONE);
        corrected.play(order, right, pass, order.passes());
        same("B3, pass " + pass, straight.rows(), corrected.rows());
      }
    }
  }

  @Test
  @DisplayName("B4 a lane of a ragged batch yields what it yields alone")
  final void b4BatchEqualsSingle() {
    List<Lane> lanes =
        List.of(conditional(0), new Lane(conditioning(1), Lane.Role.UNCONDITIONAL), conditional(2));
    List<FeedingOrder> orders = IntStream.range(0, 3).mapToObj(lane -> order(40 + lane)).toList();
    List<int[]> fed = IntStream.range(0, 3).mapToObj(lane -> sequences.random(40 + lane)).toList();
    try (Feeding batch = Feeding.ofLanes(model, layout, lanes)) {
      int[] next = new int[lanes.size()];
      for (int round = 0; next[0] < orders.get(0).passes(); round++) {
        List<LanePass> passes = new ArrayList<>();
        for (int lane = 0; lane < next.length; lane++) {
          FeedingOrder order = orders.get(lane);
          if (round % (lane + 1) == 0 && next[lane] < order.passes()) {
            passes.add(batch.lanePass(lane, fed.get(lane), order, next[lane]++));
          }
        }
        batch.run(passes);
      }
      for (int lane = 0; lane < next.length; lane++) {
        try (Feeding single = Feeding.ofLanes(model, layout, List.of(lanes.get(lane)))) {
          single.play(orders.get(lane), fed.get(lane), 0, next[lane]);
          same("B4, lane " + lane, single.rows(), batch.rows(lane));
        }
      }
    }
  }

  @Test
  @DisplayName("B5 the conditional lane does not depend on the unconditional one")
  final void b5GuidanceLeavesTheConditionalLaneAlone() {
    FeedingOrder order = order(5);
    int[] sequence = sequences.random(5);
    List<Lane> both = List.of(conditional(1), new Lane(conditioning(1), Lane.Role.UNCONDITIONAL));
    try (Feeding alone = feeding(1);
        Feeding guided = Feeding.ofLanes(model, layout, both)) {
      for (int pass = 0; pass < order.passes(); pass++) {
        alone.play(order, sequence, pass, pass + 1);
        guided.run(
            List.of(
                guided.lanePass(0, sequence, order, pass),
                guided.lanePass(1, sequence, order, pass)));
      }
      same("B5", alone.rows(), guided.rows(0));
    }
  }

  @Test
  @DisplayName("B6 what a mask hides has no influence")
  final void b6AHiddenSlotHasNoInfluence() {
    FeedingOrder order = order(6);
    int hidden = order.fed(order.passes() / 3)[0];
    int[] sequence = sequences.random(6);
    try (Feeding one = feeding(0).masked((query, slot) -> slot != hidden);
        Feeding two = feeding(0).masked((query, slot) -> slot != hidden)) {
      one.play(order, sequence, 0, order.passes());
      two.play(order, sequences.changed(sequence, hidden), 0, order.passes());
      one.rows().keySet().removeIf(target -> isReadAt(target, hidden));
      two.rows().keySet().removeIf(target -> isReadAt(target, hidden));
      same("B6, hidden slot " + hidden, one.rows(), two.rows());
    }
  }

  /** One's own position is always seen, so what is read there may differ. */
  private boolean isReadAt(int target, int position) {
    return Arrays.stream(prediction.needs(layout, target)).anyMatch(each -> each == position);
  }

  @Test
  @DisplayName("B7 what is fed to a model of successors does not see later positions")
  final void b7LaterPositionsHaveNoInfluence() {
    assumeTrue(prediction == Prediction.SUCCESSOR, "B7: others see what lies behind");
    int until = layout.positions() / 2;
    int[] sequence = sequences.random(7);
    int[] early = IntStream.range(0, until).toArray();
    int[] withLater =
        IntStream.concat(Arrays.stream(early), IntStream.of(layout.positions() - 2)).toArray();
    int[] asked = IntStream.rangeClosed(0, until).filter(layout::isCell).toArray();
    try (Feeding without = feeding(0);
        Feeding with = feeding(0)) {
      without.feed(sequence, early, asked);
      with.feed(sequence, withLater, asked);
      same("B7", without.rows(), with.rows());
    }
  }

  @Test
  @DisplayName("B8 with visibility WRITTEN an unwritten slot is as good as hidden")
  final void b8UnwrittenSlotsAreHidden() {
    FeedingOrder order = order(8);
    int gapEnd = order.passes() / 2 + 1;
    int[] sequence = sequences.random(8);
    try (Feeding gap = feeding(0);
        Feeding masked = feeding(0)) {
      gap.write(order, sequence, 0, 2).play(order, sequence, gapEnd, gapEnd + 1);
      masked
          .write(order, sequence, 0, gapEnd)
          .masked(order.without(2, gapEnd))
          .play(order, sequence, gapEnd, gapEnd + 1);
      same("B8", gap.rows(), masked.rows());
    }
  }

  @Test
  @DisplayName("B9 with visibility ALL a fully written sequence yields the same as with WRITTEN")
  final void b9VisibilitiesAgreeWhereNothingIsUnwritten() {
    assumeTrue(prediction == Prediction.SUCCESSOR, "B9: others know no slot that is unwritten");
    FeedingOrder order = order(9);
    int[] sequence = sequences.random(9);
    try (Feeding written = feeding(0);
        Feeding all = Feeding.of(model, layout, conditioning(0), Visibility.ALL)) {
      written.play(order, sequence, 0, order.passes());
      all.play(order, sequence, 0, order.passes());
      same("B9", written.rows(), all.rows());
    }
  }

  @Test
  @DisplayName("B10 several sessions at once, from several threads, do not disturb each other")
  final void b10SessionsRunAtOnce() throws InterruptedException {
    List<Integer> seeds = IntStream.range(100, 100 + THREADS).boxed().toList();
    List<Map<Integer, float[]>> expected = seeds.stream().map(this::image).toList();
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Map<Integer, float[]>>> actual =
          executor.invokeAll(
              seeds.stream().<Callable<Map<Integer, float[]>>>map(s -> () -> image(s)).toList());
      for (int i = 0; i < THREADS; i++) {
        same("B10, thread " + i, expected.get(i), actual.get(i).get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError("B10: a session failed beside others: " + e.getCause(), e);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  @DisplayName("B11 use after close is an IllegalStateException, closing twice has no effect")
  final void b11UseAfterCloseIsAnError() {
    FeedingOrder order = order(11);
    int[] sequence = sequences.random(11);
    Feeding closed = feeding(0).play(order, sequence, 0, 1);
    closed.close();
    assertDoesNotThrow(closed::close, "B11: closing a session twice");
    assertThrows(
        IllegalStateException.class,
        () -> closed.play(order, sequence, 1, 2),
        "B11: closed session");
    model.close();
    assertDoesNotThrow(model::close, "B11: closing a model twice");
    assertThrows(IllegalStateException.class, () -> feeding(0), "B11: closed model");
  }

  @Test
  @DisplayName("B12 an unknown kind of conditioning is refused as invalid input")
  final void b12UnknownConditioningIsRefused() {
    Conditioning unknown = () -> "a kind that no model knows";
    assertThrows(InvalidInputException.class, () -> model.checkConditioning(unknown), "B12: check");
    assertThrows(
        InvalidInputException.class,
        () -> Feeding.of(model, layout, unknown).close(),
        "B12: opening a session");
  }

  @Test
  @DisplayName("B13 description and layout fit each other and stay the same")
  final void b13DescriptionIsConsistent() {
    assertEquals(model.info(), model.info(), "B13: info() changes");
    assertEquals(layout, model.layout(layout.grid()), "B13: layout() changes");
    assertEquals(grid(model), layout.grid(), "B13: the layout is of another grid");
    for (int position = 0; position < layout.positions(); position++) {
      if (layout.isStructural(position)) {
        assertTrue(
            layout.structuralToken(position) < model.info().vocabulary(),
            "B13: the structural token of position " + position + " is outside the vocabulary");
      }
    }
  }

  @Test
  @DisplayName("B14 sessions that were closed hold no memory")
  final void b14ClosedSessionsHoldNoMemory() {
    ResidentMemory memory = ResidentMemory.afterWarmUp(() -> image(14), 30);
    long growth = memory.growthOver(() -> image(14), 60);
    assertTrue(growth < ResidentMemory.TOLERANCE, "B14: left " + (growth >> 20) + " MiB behind");
  }

  @Test
  @DisplayName("B15 what was asked for has no influence on later passes")
  final void b15AskingLeavesNoTrace() {
    FeedingOrder order = order(15);
    int last = order.passes() - 1;
    int[] sequence = sequences.random(15);
    try (Feeding asked = feeding(0);
        Feeding silent = feeding(0)) {
      asked.play(order, sequence, 0, last).rows().clear();
      asked.play(order, sequence, last, last + 1);
      silent.write(order, sequence, 0, last).play(order, sequence, last, last + 1);
      same("B15", silent.rows(), asked.rows());
    }
  }

  @Test
  @DisplayName("B16 attention is told as it is, or refused")
  final void b16AttentionIsToldOrRefused() {
    new AttentionCheck(model, layout, conditioning(1), tolerance()).run(order(16), sequences);
  }

  private Map<Integer, float[]> image(int seed) {
    FeedingOrder order = order(seed);
    try (Feeding feeding = feeding(0)) {
      return feeding.play(order, sequences.random(seed), 0, order.passes()).rows();
    }
  }

  private FeedingOrder order(int seed) {
    return FeedingOrder.of(prediction, layout, new Random(seed));
  }

  private Feeding feeding(int conditioning) {
    return Feeding.of(model, layout, conditioning(conditioning));
  }

  private Lane conditional(int conditioning) {
    return new Lane(conditioning(conditioning), Lane.Role.CONDITIONAL);
  }

  private void same(String rule, Map<Integer, float[]> expected, Map<Integer, float[]> actual) {
    Feeding.same(rule, expected, actual, tolerance());
  }
}
