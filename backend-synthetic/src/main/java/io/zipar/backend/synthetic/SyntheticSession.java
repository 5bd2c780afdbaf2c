/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.synthetic;

import io.zipar.ClassLabel;
import io.zipar.Visibility;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What every slot of every lane holds; a query reads the slots that it may see. A slot holds its
 * token, or with {@link Dependence.Kind#DEEP} a hash of the token and of all slots that it saw.
 */
final class SyntheticSession implements ModelSession {
  private static final int EMPTY = -1;

  private final SyntheticSettings settings;
  private final int vocabulary;
  private final SequenceLayout layout;
  private final Visibility visibility;
  private final long[][] slots;
  private final int[][] tokens;
  private final long[] prefixes;
  private boolean closed;

  SyntheticSession(SyntheticSettings settings, int vocabulary, SessionRequest request) {
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.layout = request.layout();
    this.visibility = request.visibility();
    this.slots = new long[request.lanes().size()][layout.positions()];
    this.tokens = new int[slots.length][layout.positions()];
    this.prefixes = request.lanes().stream().mapToLong(this::prefix).toArray();
    for (int lane = 0; lane < slots.length; lane++) {
      Arrays.fill(slots[lane], EMPTY);
      Arrays.fill(tokens[lane], EMPTY);
    }
  }

  private long prefix(Lane lane) {
    long condition =
        lane.role() == Lane.Role.UNCONDITIONAL
            ? settings.classes()
            : ((ClassLabel) lane.conditioning()).label();
    return Hash.of(settings.seed(), condition);
  }

  @Override
  public Logits forward(ForwardPass pass) {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
    for (LanePass lane : pass.lanes()) {
      write(lane);
    }
    List<float[]> rows = new ArrayList<>();
    for (LanePass lane : pass.lanes()) {
      for (int target : lane.targets()) {
        rows.add(logits(lane, target));
      }
    }
    return Logits.of(rows);
  }

  private void write(LanePass lane) {
    long[] written = slots[lane.lane()];
    for (int i = 0; i < lane.positions().length; i++) {
      written[lane.positions()[i]] = lane.tokens()[i];
      tokens[lane.lane()][lane.positions()[i]] = lane.tokens()[i];
    }
    if (settings.dependence().kind() != Dependence.Kind.DEEP) {
      return;
    }
    if (settings.prediction() == Prediction.SUCCESSOR) {
      // In the order of the sequence, since within a pass a slot sees those before it.
      Arrays.stream(lane.positions())
          .sorted()
          .forEach(position -> written[position] = context(lane, position) >>> 1);
    } else {
      // All at once: what is fed sees the tokens of its own pass.
      for (int position : lane.positions()) {
        written[position] = deep(lane, position) >>> 1;
      }
    }
  }

  /** A hash of a token and of all tokens that it sees. */
  private long deep(LanePass lane, int position) {
    int[] held = tokens[lane.lane()];
    long state = Hash.of(Hash.of(prefixes[lane.lane()], position), held[position]);
    for (int slot = 0; slot < held.length; slot++) {
      if (slot != position && held[slot] != EMPTY && isSeen(lane, position, slot)) {
        state = Hash.of(Hash.of(state, slot), held[slot]);
      }
    }
    return state;
  }

  private static boolean isSeen(LanePass lane, int position, int slot) {
    return lane.mask().isEmpty() || lane.mask().get().sees(position, slot);
  }

  /** A hash of the slots that what is fed at a position sees, its own included. */
  private long context(LanePass lane, int position) {
    long state = Hash.of(prefixes[lane.lane()], position);
    long[] held = slots[lane.lane()];
    ReachedPositions neighbourhood =
        ReachedPositions.of(settings.dependence(), layout, position + 1);
    for (int slot = 0; slot <= position; slot++) {
      if (neighbourhood.contains(slot)) {
        boolean hidden =
            slot < position && lane.mask().isPresent() && !lane.mask().get().sees(position, slot);
        state = Hash.of(state, hidden ? EMPTY : seen(held[slot], slot));
      }
    }
    return state;
  }

  /**
   * A hash of everything written that a target sees, its own slot aside: through its neighbours,
   * whose rows are mixed, or by the query token that a model of any cell puts there. A corner is
   * predicted from the prefix, which sees nothing of the image.
   */
  private long surroundings(LanePass lane, int target) {
    long state = Hash.of(Hash.of(prefixes[lane.lane()], settings.prediction().ordinal()), target);
    int[] readers =
        settings.prediction() == Prediction.ANY_CELL
            ? new int[] {target}
            : settings.prediction().needs(layout, target);
    if (readers[0] == SequenceLayout.PREFIX_END) {
      return state;
    }
    long[] held = slots[lane.lane()];
    ReachedPositions neighbourhood = ReachedPositions.of(settings.dependence(), layout, target);
    for (int slot = 0; slot < held.length; slot++) {
      int other = slot;
      boolean seen =
          Arrays.stream(readers).anyMatch(reader -> reader == other || isSeen(lane, reader, other));
      if (slot != target && held[slot] != EMPTY && seen && neighbourhood.contains(slot)) {
        state = Hash.of(Hash.of(state, slot), held[slot]);
      }
    }
    return state;
  }

  private float[] logits(LanePass lane, int target) {
    long state =
        settings.prediction() == Prediction.SUCCESSOR
            ? context(lane, target - 1)
            : surroundings(lane, target);
    float[] logits = new float[vocabulary];
    for (int token = 0; token < vocabulary; token++) {
      logits[token] = (float) (settings.sharpness() * Hash.unit(Hash.of(state, token)));
    }
    if (settings.endOfLine()) {
      logits[settings.vocabulary()] = Float.NEGATIVE_INFINITY;
    }
    return logits;
  }

  /** A zero slot that takes part in the softmax is not the same as one that does not. */
  private long seen(long held, int slot) {
    return held == EMPTY && visibility == Visibility.ALL ? -2L - slot : held;
  }

  @Override
  public void close() {
    closed = true;
  }
}
