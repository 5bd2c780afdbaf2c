/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.Collections;
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
 * What every backend must keep with a model that predicts successors, as JUnit 5 tests: extend this
 * class, supply a model that the backend has opened, and run it. A small model suffices and keeps
 * it fast; the tests feed some thousand tokens. Each test carries the number of its rule, and a
 * failure names rule and counterexample.
 *
 * <p>Not tested, since no test can: that a model is a good one, and that a pass is fast.
 */
@ApiStatus.Experimental(since = "0.1")
public abstract class ModelBackendContract {
  private static final int THREADS = 4;

  private TokenModel model;
  private SequenceLayout layout;
  private int positions;

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
    positions = layout.positions();
  }

  @AfterEach
  final void closeTheModel() {
    model.close();
  }

  @Test
  @DisplayName("B1 a cached incremental forward equals a full forward")
  final void b1CachedForwardEqualsFullForward() {
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      int[] sequence = sequence(random);
      try (Feeding full = feeding(0);
          Feeding cached = feeding(0)) {
        full.feed(sequence, range(0, positions - 1));
        cached.feed(sequence);
        for (int from = 0; from < positions - 1; ) {
          int to = Math.min(positions - 1, from + 1 + random.nextInt(5));
          cached.feed(sequence, range(from, to));
          from = to;
        }
        same("B1", full.rows(), cached.rows());
      }
    }
  }

  @Test
  @DisplayName("B2 the order of what is fed in a pass has no influence")
  final void b2OrderWithinAPassDoesNotMatter() {
    int[] sequence = sequence(new Random(2));
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, positions - 1).boxed().toList());
    Collections.shuffle(shuffled, new Random(2));
    try (Feeding ordered = feeding(0);
        Feeding disordered = feeding(0)) {
      ordered.feed(sequence, range(0, positions - 1));
      disordered.feed(sequence, shuffled.stream().mapToInt(Integer::intValue).toArray());
      same("B2", ordered.rows(), disordered.rows());
    }
  }

  @Test
  @DisplayName("B3 a position that is fed again replaces its slot")
  final void b3AFedAgainPositionReplacesTheOld() {
    int[] right = sequence(new Random(3));
    for (int slot : new int[] {0, positions / 2}) {
      int[] wrong = changed(right, slot);
      try (Feeding straight = feeding(0);
          Feeding corrected = feeding(0)) {
        straight.feed(right, range(0, slot)).feed(right, range(slot, positions - 1));
        corrected.feed(wrong, range(0, slot)).feed(wrong, slot);
        corrected.feed(right, range(slot, positions - 1));
        same("B3, slot " + slot, straight.rows(), corrected.rows());
      }
    }
  }

  @Test
  @DisplayName("B4 a lane of a ragged batch yields what it yields alone")
  final void b4BatchEqualsSingle() {
    int lanes = 3;
    List<int[]> sequences =
        IntStream.range(0, lanes).mapToObj(lane -> sequence(new Random(40 + lane))).toList();
    List<Lane> roles =
        List.of(conditional(0), new Lane(conditioning(1), Lane.Role.UNCONDITIONAL), conditional(2));
    try (Feeding batch = Feeding.ofLanes(model, layout, roles)) {
      int[] fed = new int[lanes];
      while (fed[0] < positions - 1) {
        List<LanePass> passes = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
          int to = Math.min(positions - 1, fed[lane] + 3 - lane);
          if (to > fed[lane]) {
            passes.add(batch.lanePass(lane, sequences.get(lane), range(fed[lane], to)));
          }
          fed[lane] = to;
        }
        batch.run(passes);
      }
      for (int lane = 0; lane < lanes; lane++) {
        try (Feeding single = Feeding.ofLanes(model, layout, List.of(roles.get(lane)))) {
          single.feed(sequences.get(lane), range(0, fed[lane]));
          same("B4, lane " + lane, single.rows(), batch.rows(lane));
        }
      }
    }
  }

  @Test
  @DisplayName("B5 the conditional lane does not depend on the unconditional one")
  final void b5GuidanceLeavesTheConditionalLaneAlone() {
    int[] sequence = sequence(new Random(5));
    List<Lane> both = List.of(conditional(1), new Lane(conditioning(1), Lane.Role.UNCONDITIONAL));
    try (Feeding alone = feeding(1);
        Feeding guided = Feeding.ofLanes(model, layout, both)) {
      alone.feed(sequence, range(0, positions - 1));
      guided.run(
          List.of(
              guided.lanePass(0, sequence, range(0, positions - 1)),
              guided.lanePass(1, sequence, range(0, positions - 1))));
      same("B5", alone.rows(), guided.rows(0));
    }
  }

  @Test
  @DisplayName("B6 what a mask hides has no influence")
  final void b6AHiddenSlotHasNoInfluence() {
    int hidden = positions / 3;
    int[] sequence = sequence(new Random(6));
    int[] other = changed(sequence, hidden);
    try (Feeding one = feeding(0).masked((query, slot) -> slot != hidden);
        Feeding two = feeding(0).masked((query, slot) -> slot != hidden)) {
      one.feed(sequence, range(0, positions - 1));
      two.feed(other, range(0, positions - 1));
      one.rows().remove(hidden + 1);
      two.rows().remove(hidden + 1);
      same("B6, hidden slot " + hidden, one.rows(), two.rows());
    }
  }

  @Test
  @DisplayName("B7 what is fed does not see later positions")
  final void b7LaterPositionsHaveNoInfluence() {
    int until = positions / 2;
    int[] sequence = sequence(new Random(7));
    int[] withLater =
        IntStream.concat(IntStream.range(0, until), IntStream.of(positions - 2)).toArray();
    try (Feeding without = feeding(0);
        Feeding with = feeding(0)) {
      without.feed(sequence, range(0, until));
      with.feed(sequence, withLater);
      with.rows().keySet().retainAll(without.rows().keySet());
      same("B7", without.rows(), with.rows());
    }
  }

  @Test
  @DisplayName("B8 with visibility WRITTEN an unwritten slot is as good as hidden")
  final void b8UnwrittenSlotsAreHidden() {
    int gapStart = 2;
    int gapEnd = positions / 2;
    int[] sequence = sequence(new Random(8));
    try (Feeding gap = feeding(0);
        Feeding masked = feeding(0)) {
      gap.feed(sequence, range(0, gapStart)).feed(sequence, gapEnd);
      masked.feed(sequence, range(0, gapEnd));
      masked.masked((query, slot) -> slot < gapStart).feed(sequence, gapEnd);
      masked.rows().keySet().retainAll(gap.rows().keySet());
      same("B8", gap.rows(), masked.rows());
    }
  }

  @Test
  @DisplayName("B9 with visibility ALL a fully written sequence yields the same as with WRITTEN")
  final void b9VisibilitiesAgreeWhereNothingIsUnwritten() {
    int[] sequence = sequence(new Random(9));
    try (Feeding written = feeding(0);
        Feeding all = Feeding.of(model, layout, conditioning(0), Visibility.ALL)) {
      written.feed(sequence, range(0, positions - 1));
      all.feed(sequence, range(0, positions - 1));
      same("B9", written.rows(), all.rows());
    }
  }

  @Test
  @DisplayName("B10 several sessions at once, from several threads, do not disturb each other")
  final void b10SessionsRunAtOnce() throws InterruptedException {
    List<int[]> sequences =
        IntStream.range(0, THREADS).mapToObj(i -> sequence(new Random(100 + i))).toList();
    List<Map<Integer, float[]>> expected = sequences.stream().map(this::incrementally).toList();
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Map<Integer, float[]>>> tasks = new ArrayList<>();
      sequences.forEach(sequence -> tasks.add(() -> incrementally(sequence)));
      List<Future<Map<Integer, float[]>>> actual = executor.invokeAll(tasks);
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
    int[] sequence = sequence(new Random(11));
    Feeding closed = feeding(0).feed(sequence, 0);
    closed.close();
    assertDoesNotThrow(closed::close, "B11: closing a session twice");
    assertThrows(
        IllegalStateException.class,
        () -> closed.feed(sequence, 1),
        "B11: a closed session must refuse to run");
    model.close();
    assertDoesNotThrow(model::close, "B11: closing a model twice");
    assertThrows(
        IllegalStateException.class, () -> feeding(0), "B11: a closed model must refuse to open");
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
    for (int position = 0; position < positions; position++) {
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
    int[] sequence = sequence(new Random(14));
    ResidentMemory memory = ResidentMemory.afterWarmUp(() -> incrementally(sequence), 30);
    long growth = memory.growthOver(() -> incrementally(sequence), 60);
    assertTrue(
        growth < ResidentMemory.TOLERANCE,
        "B14: 60 sessions, opened and closed, left " + (growth >> 20) + " MiB behind");
  }

  private Map<Integer, float[]> incrementally(int[] sequence) {
    try (Feeding feeding = feeding(0)) {
      feeding.feed(sequence);
      for (int from = 0; from < positions - 1; from += 4) {
        feeding.feed(sequence, range(from, Math.min(positions - 1, from + 4)));
      }
      return feeding.rows();
    }
  }

  private Feeding feeding(int conditioning) {
    return Feeding.of(model, layout, conditioning(conditioning));
  }

  private Lane conditional(int conditioning) {
    return new Lane(conditioning(conditioning), Lane.Role.CONDITIONAL);
  }

  private int[] sequence(Random random) {
    int[] tokens = new int[positions];
    for (int position = 0; position < positions; position++) {
      tokens[position] =
          layout.isStructural(position)
              ? layout.structuralToken(position)
              : random.nextInt(model.info().vocabulary());
    }
    return tokens;
  }

  private int[] changed(int[] sequence, int position) {
    int[] other = sequence.clone();
    other[position] = (other[position] + 1) % model.info().vocabulary();
    return other;
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private void same(String rule, Map<Integer, float[]> expected, Map<Integer, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet(), rule + ": other targets were answered");
    expected.forEach(
        (target, row) -> {
          float[] other = actual.get(target);
          for (int token = 0; token < row.length; token++) {
            boolean equal = row[token] == other[token];
            if (!equal && !(Math.abs(row[token] - other[token]) <= tolerance())) {
              throw new AssertionError(
                  "%s: at position %d, token %d has the logit %s instead of %s"
                      .formatted(rule, target, token, other[token], row[token]));
            }
          }
        });
  }
}
