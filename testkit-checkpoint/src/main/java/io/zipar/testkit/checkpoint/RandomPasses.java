/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.Visibility;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork.NormPlacement;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.AttentionMask;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Ends;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Prefix;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random passes over lanes of different prefixes, compared with {@link ReferenceLane}: lanes join
 * late, sit out, feed different numbers of tokens in any order, feed again, and hide slots.
 */
public final class RandomPasses {
  private static final int PASSES = 12;
  private static final int VOCABULARY = 23;
  private static final Grid GRID = Grid.of(4, 6);

  private static final List<Lane> LANES =
      List.of(
          new Lane(new ClassLabel(0), Lane.Role.CONDITIONAL),
          new Lane(new ClassLabel(0), Lane.Role.UNCONDITIONAL),
          new Lane(new ClassLabel(2), Lane.Role.CONDITIONAL),
          new Lane(new ClassLabel(4), Lane.Role.CONDITIONAL));

  private RandomPasses() {}

  /** A random network of two blocks, the same for the same arguments. */
  public static SyntheticTransformer network(
      int heads, int keyValueHeads, RotaryTable.Pairing pairing) {
    TransformerSizes sizes =
        new TransformerSizes(2, 20, heads, keyValueHeads, 8, 28, VOCABULARY, 1e-5);
    return new SyntheticTransformer(sizes, pairing, 5);
  }

  /** A random network of two blocks and of a kind, the same for the same arguments. */
  public static SyntheticTransformer network(Variant variant) {
    TransformerSizes sizes = new TransformerSizes(2, 20, 4, 2, 8, 28, VOCABULARY, 1e-5);
    return new SyntheticTransformer(sizes, RotaryTable.Pairing.HALVES, variant, 5);
  }

  /** The kinds that families are of. */
  public static Stream<Variant> variants() {
    return Stream.of(
        new Variant(NormPlacement.BEFORE, 1, 1, Prefix.TOKENS, Ends.PLAIN),
        new Variant(NormPlacement.AFTER, 2, 1, Prefix.TOKENS, Ends.PLAIN),
        new Variant(NormPlacement.BEFORE, 2, 1, Prefix.MUTUAL_TOKENS, Ends.PLAIN),
        new Variant(NormPlacement.BEFORE, 0, 2, Prefix.FEATURES, Ends.PLAIN),
        new Variant(NormPlacement.AFTER, 0, 0, Prefix.TABLE, Ends.PLAIN),
        new Variant(NormPlacement.BEFORE, 0, 0, Prefix.TABLE, Ends.PROJECTED),
        new Variant(NormPlacement.AFTER, 0, 1, Prefix.TOKENS, Ends.PROJECTED));
  }

  /**
   * Runs the passes and fails if a logit is not the reference's. Where the model can show its
   * attention, also fails if a weight is not the reference's, or a probe changes a logit.
   *
   * @param source a network of {@link #network}
   * @param model the same, opened by a backend
   * @param visibility of the session
   * @param tolerance the deviation allowed, relative to one plus the expected magnitude
   */
  public static void giveWhatTheReferenceGives(
      SyntheticTransformer source, TokenModel model, Visibility visibility, double tolerance) {
    SequenceLayout layout = SequenceLayout.raster(GRID);
    Random random = new Random(11);
    int vocabulary = model.info().vocabulary();
    SessionRequest request = SessionRequest.of(layout, LANES).with(visibility);
    Optional<AttentionComparison> attention =
        Optional.of(new AttentionComparison(source.sizes()))
            .filter(comparison -> model.info().attentionLayers() > 0);
    try (ModelSession session = model.open(request);
        ModelSession probed =
            model.open(attention.map(each -> each.probing(request)).orElse(request))) {
      List<ReferenceLane> reference =
          LANES.stream().map(lane -> new ReferenceLane(source, layout, lane, visibility)).toList();
      boolean[] started = new boolean[LANES.size()];
      for (int pass = 0; pass < PASSES; pass++) {
        List<LanePass> lanes = lanes(random, started, pass, vocabulary);
        if (!lanes.isEmpty()) {
          Logits logits = session.forward(new ForwardPass(lanes));
          compare(logits, lanes, reference, vocabulary, tolerance);
          same(logits, probed.forward(new ForwardPass(lanes)), vocabulary);
          attention.ifPresent(each -> each.compare(lanes, reference, tolerance));
        }
      }
    }
  }

  private static void compare(
      Logits logits,
      List<LanePass> lanes,
      List<ReferenceLane> reference,
      int vocabulary,
      double tolerance) {
    int row = 0;
    float[] actual = new float[vocabulary];
    for (LanePass lane : lanes) {
      for (double[] expected : reference.get(lane.lane()).forward(lane)) {
        logits.copyRow(row++, actual);
        for (int i = 0; i < vocabulary; i++) {
          boolean predicted = expected[i] != Double.NEGATIVE_INFINITY;
          double allowed = predicted ? tolerance * (1 + Math.abs(expected[i])) : 0;
          assertEquals(expected[i], actual[i], allowed, "lane " + lane.lane() + " token " + i);
        }
      }
    }
    assertEquals(row, logits.rows());
  }

  private static void same(Logits expected, Logits actual, int vocabulary) {
    float[] without = new float[vocabulary];
    float[] with = new float[vocabulary];
    for (int row = 0; row < expected.rows(); row++) {
      expected.copyRow(row, without);
      actual.copyRow(row, with);
      assertArrayEquals(without, with, "row " + row + " with a probe");
    }
  }

  private static List<LanePass> lanes(Random random, boolean[] started, int pass, int vocabulary) {
    List<LanePass> lanes = new ArrayList<>();
    List<Integer> order = new ArrayList<>(IntStream.range(0, started.length).boxed().toList());
    boolean everyone = pass % 3 == 2;
    if (!everyone) {
      Collections.shuffle(order, random);
    }
    for (int lane : order) {
      if (!everyone && random.nextInt(3) == 0) {
        continue;
      }
      int count = pass == 5 ? GRID.cells() : random.nextInt(started[lane] ? 1 : 0, 5);
      int[] positions = distinct(random, count);
      int[] tokens = random.ints(count, 0, vocabulary).toArray();
      lanes.add(
          LanePass.of(
                  lane,
                  !started[lane],
                  positions,
                  tokens,
                  targets(random, positions, !started[lane]))
              .withMask(mask(random)));
      started[lane] = true;
    }
    return lanes;
  }

  private static int[] distinct(Random random, int count) {
    List<Integer> all = new ArrayList<>(IntStream.range(0, GRID.cells()).boxed().toList());
    Collections.shuffle(all, random);
    return all.stream().limit(count).mapToInt(Integer::intValue).toArray();
  }

  private static int[] targets(Random random, int[] positions, boolean prefill) {
    IntStream chosen =
        IntStream.of(positions)
            .filter(position -> random.nextInt(3) > 0)
            .map(position -> position + 1)
            .filter(target -> target < GRID.cells());
    return prefill ? IntStream.concat(chosen, IntStream.of(0)).toArray() : chosen.toArray();
  }

  private static Optional<AttentionMask> mask(Random random) {
    int period = 2 + random.nextInt(3);
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of((query, slot) -> (query + slot) % period != 0);
  }
}
