/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.ClassLabel;
import io.zipar.Visibility;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Short forms for tests that drive a model pass by pass. */
public final class Passes {
  private static final int[] NONE = {};

  private Passes() {}

  /** A session of one conditional lane per class. */
  public static ModelSession open(TokenModel model, Visibility visibility, int... classes) {
    SequenceLayout layout = model.layout(model.info().defaultGrid());
    List<Lane> lanes =
        Arrays.stream(classes)
            .mapToObj(label -> new Lane(new ClassLabel(label), Lane.Role.CONDITIONAL))
            .toList();
    return model.open(SessionRequest.of(layout, lanes).with(visibility));
  }

  /** The first pass of a lane, which feeds nothing and asks for the first token. */
  public static LanePass prefill(int lane) {
    return LanePass.of(lane, true, NONE, NONE, new int[] {0});
  }

  /** Feeds tokens and asks for the successor of each of them. */
  public static LanePass feed(int lane, int[] positions, int[] tokens) {
    return LanePass.of(lane, false, positions, tokens, successors(positions));
  }

  /** The positions that follow. */
  public static int[] successors(int[] positions) {
    return Arrays.stream(positions).map(position -> position + 1).toArray();
  }

  /** Runs a pass and returns its rows. */
  public static float[][] run(ModelSession session, TokenModel model, LanePass... lanes) {
    Logits logits = session.forward(new ForwardPass(List.of(lanes)));
    float[][] rows = new float[logits.rows()][model.info().vocabulary()];
    for (int row = 0; row < rows.length; row++) {
      logits.copyRow(row, rows[row]);
    }
    return rows;
  }

  /** The index of the greatest value, the lowest of equal ones. */
  public static int argMax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The numbers 0 to count - 1. */
  public static int[] range(int count) {
    return IntStream.range(0, count).toArray();
  }
}
