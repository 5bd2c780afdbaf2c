/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.ClassLabel;
import io.zipar.backend.vector.testing.TestedVector;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork.NormPlacement;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.Passes;
import io.zipar.testkit.checkpoint.SyntheticTransformer;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Ends;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Prefix;
import io.zipar.testkit.checkpoint.SyntheticTransformer.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The logits of a token depend on what it sees, to the last bit, and on nothing else: not on the
 * batch, the number of tokens in a pass, the number of threads. Sampling is then the same too.
 */
class InvarianceProperties {
  private static final io.zipar.Grid GRID = io.zipar.Grid.of(5, 9);
  private static final int VOCABULARY = 41;
  private static final Variant VARIED =
      new Variant(NormPlacement.AFTER, 2, 1, Prefix.FEATURES, Ends.PROJECTED);

  private static TokenModel open(Dtype dtype, int threads, boolean plain) {
    TransformerSizes sizes = new TransformerSizes(2, 52, 4, 2, 12, 76, VOCABULARY, 1e-5);
    SyntheticTransformer source =
        new SyntheticTransformer(
            sizes, RotaryTable.Pairing.ADJACENT, plain ? Variant.PLAIN : VARIED, 3);
    return TestedVector.BACKEND.open(
        source, "dtype", dtype.label(), "threads", Integer.toString(threads));
  }

  private static ModelSession session(TokenModel model, int... classes) {
    List<Lane> lanes = new ArrayList<>();
    for (int label : classes) {
      lanes.add(new Lane(new ClassLabel(label), Lane.Role.CONDITIONAL));
    }
    return model.open(SessionRequest.of(SequenceLayout.raster(GRID), lanes));
  }

  private static LanePass feed(int lane, boolean first, int from, int to, int[] tokens) {
    int[] positions = Passes.range(to - from);
    int[] fed = new int[to - from];
    for (int i = 0; i < positions.length; i++) {
      positions[i] += from;
      fed[i] = tokens[from + i];
    }
    return LanePass.of(lane, first, positions, fed, Passes.successors(positions));
  }

  @Property(tries = 20)
  void aTokenHasTheSameLogitsHoweverItIsComputed(
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll boolean plain,
      @ForAll long seed) {
    Random random = new Random(seed);
    int cells = GRID.cells();
    int[] classes = random.ints(3, 0, 5).toArray();
    int[][] tokens = new int[3][];
    for (int lane = 0; lane < 3; lane++) {
      tokens[lane] = random.ints(cells, 0, plain ? VOCABULARY : VOCABULARY / 2).toArray();
    }
    try (TokenModel one = open(dtype, 1, plain);
        TokenModel many = open(dtype, threads, plain)) {
      float[][][] alone = new float[3][][];
      for (int lane = 0; lane < 3; lane++) {
        try (ModelSession session = session(one, classes[lane])) {
          alone[lane] = Passes.run(session, one, feed(0, true, 0, cells, tokens[lane]));
        }
      }
      try (ModelSession session = session(many, classes)) {
        int[] done = new int[3];
        while (done[0] < cells || done[1] < cells || done[2] < cells) {
          List<LanePass> passes = new ArrayList<>();
          for (int lane = 0; lane < 3; lane++) {
            int to = Math.min(cells, done[lane] + random.nextInt(6));
            if (to > done[lane]) {
              passes.add(feed(lane, done[lane] == 0, done[lane], to, tokens[lane]));
            }
          }
          if (passes.isEmpty()) {
            continue;
          }
          float[][] rows = Passes.run(session, many, passes.toArray(LanePass[]::new));
          int row = 0;
          for (LanePass pass : passes) {
            for (int position : pass.positions()) {
              assertArrayEquals(alone[pass.lane()][position], rows[row++]);
            }
            done[pass.lane()] += pass.positions().length;
          }
        }
      }
    }
  }
}
