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
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The token in every slot of every lane; a query reads the slots that it may see. */
final class SyntheticSession implements ModelSession {
  private static final int EMPTY = -1;

  private final SyntheticSettings settings;
  private final int vocabulary;
  private final SequenceLayout layout;
  private final Visibility visibility;
  private final int[][] slots;
  private final long[] prefixes;
  private boolean closed;

  SyntheticSession(SyntheticSettings settings, int vocabulary, SessionRequest request) {
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.layout = request.layout();
    this.visibility = request.visibility();
    this.slots = new int[request.lanes().size()][layout.positions()];
    this.prefixes = request.lanes().stream().mapToLong(this::prefix).toArray();
    for (int[] lane : slots) {
      Arrays.fill(lane, EMPTY);
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
      for (int i = 0; i < lane.positions().length; i++) {
        slots[lane.lane()][lane.positions()[i]] = lane.tokens()[i];
      }
    }
    List<float[]> rows = new ArrayList<>();
    for (LanePass lane : pass.lanes()) {
      for (int query : lane.queries()) {
        rows.add(logits(lane, query));
      }
    }
    return new Rows(rows);
  }

  private float[] logits(LanePass lane, int query) {
    long state = Hash.of(prefixes[lane.lane()], query);
    int[] tokens = slots[lane.lane()];
    Neighbourhood neighbourhood = Neighbourhood.of(settings.dependence(), layout, query + 1);
    for (int slot = 0; slot <= query; slot++) {
      if (neighbourhood.contains(slot)) {
        boolean hidden =
            slot < query && lane.mask().isPresent() && !lane.mask().get().sees(query, slot);
        state = Hash.of(state, hidden ? EMPTY : seen(tokens[slot], slot));
      }
    }
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
  private long seen(int token, int slot) {
    return token == EMPTY && visibility == Visibility.ALL ? -2L - slot : token;
  }

  @Override
  public void close() {
    closed = true;
  }

  private record Rows(List<float[]> values) implements Logits {
    @Override
    public int rows() {
      return values.size();
    }

    @Override
    public void copyRow(int row, float[] target) {
      float[] source = values.get(row);
      System.arraycopy(source, 0, target, 0, source.length);
    }
  }
}
