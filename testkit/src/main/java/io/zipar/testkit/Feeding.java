/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.Conditioning;
import io.zipar.Visibility;
import io.zipar.spi.AttentionMask;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A session under test: feeds positions of one token sequence per lane and keeps the answers. */
final class Feeding implements AutoCloseable {
  private final TokenModel model;
  private final ModelSession session;
  private final List<Map<Integer, float[]>> rows = new ArrayList<>();
  private final boolean[] begun;
  private Optional<AttentionMask> mask = Optional.empty();

  private Feeding(TokenModel model, SessionRequest request) {
    this.model = model;
    this.session = model.open(request);
    this.begun = new boolean[request.lanes().size()];
    request.lanes().forEach(lane -> rows.add(new TreeMap<>()));
  }

  static Feeding of(TokenModel model, SessionRequest request) {
    return new Feeding(model, request);
  }

  static Feeding of(TokenModel model, SequenceLayout layout, Conditioning conditioning) {
    return of(model, layout, conditioning, Visibility.WRITTEN);
  }

  static Feeding of(
      TokenModel model, SequenceLayout layout, Conditioning conditioning, Visibility visibility) {
    Lane lane = new Lane(conditioning, Lane.Role.CONDITIONAL);
    return of(model, SessionRequest.of(layout, List.of(lane)).with(visibility));
  }

  static Feeding ofLanes(TokenModel model, SequenceLayout layout, List<Lane> lanes) {
    return of(model, SessionRequest.of(layout, lanes));
  }

  Feeding masked(AttentionMask restriction) {
    mask = Optional.of(restriction);
    return this;
  }

  /** A pass of lane 0. */
  Feeding feed(int[] sequence, int[] positions, int[] targets) {
    return run(List.of(lanePass(0, sequence, positions, targets)));
  }

  /** Some passes of an order, in lane 0. */
  Feeding play(FeedingOrder order, int[] sequence, int firstPass, int endPass) {
    for (int pass = firstPass; pass < endPass; pass++) {
      feed(sequence, order.fed(pass), order.asked(pass));
    }
    return this;
  }

  /** As {@link #play}, but nothing is asked for. */
  Feeding write(FeedingOrder order, int[] sequence, int firstPass, int endPass) {
    for (int pass = firstPass; pass < endPass; pass++) {
      feed(sequence, order.fed(pass), new int[0]);
    }
    return this;
  }

  /** One pass over several lanes. */
  Feeding run(List<LanePass> lanes) {
    Logits logits = session.forward(new ForwardPass(lanes));
    int row = 0;
    for (LanePass lane : lanes) {
      for (int target : lane.targets()) {
        float[] values = new float[model.info().vocabulary()];
        logits.copyRow(row++, values);
        rows.get(lane.lane()).put(target, values);
      }
    }
    return this;
  }

  /** What a pass of an order is for a lane. */
  LanePass lanePass(int lane, int[] sequence, FeedingOrder order, int pass) {
    return lanePass(lane, sequence, order.fed(pass), order.asked(pass));
  }

  private LanePass lanePass(int lane, int[] sequence, int[] positions, int[] targets) {
    boolean first = !begun[lane];
    begun[lane] = true;
    int[] tokens = Arrays.stream(positions).map(position -> sequence[position]).toArray();
    return LanePass.of(lane, first, positions, tokens, targets).withMask(mask);
  }

  /** The last answer to every target of lane 0. */
  Map<Integer, float[]> rows() {
    return rows.get(0);
  }

  Map<Integer, float[]> rows(int lane) {
    return rows.get(lane);
  }

  @Override
  public void close() {
    session.close();
  }

  /** Compares the answers to all targets. */
  static void same(
      String rule, Map<Integer, float[]> expected, Map<Integer, float[]> actual, float tolerance) {
    assertEquals(expected.keySet(), actual.keySet(), rule + ": other targets were answered");
    expected.forEach(
        (target, row) -> {
          float[] other = actual.get(target);
          for (int token = 0; token < row.length; token++) {
            boolean equal = row[token] == other[token];
            if (!equal && !(Math.abs(row[token] - other[token]) <= tolerance)) {
              throw new AssertionError(
                  "%s: at position %d, token %d has the logit %s instead of %s"
                      .formatted(rule, target, token, other[token], row[token]));
            }
          }
        });
  }
}
