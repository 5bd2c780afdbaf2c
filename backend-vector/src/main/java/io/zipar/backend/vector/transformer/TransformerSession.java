/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import java.util.Arrays;
import java.util.List;

/** A batch on a {@link VectorTokenModel}. */
final class TransformerSession implements ModelSession, Logits {
  private final VectorTokenModel model;
  private final Team team;
  private final List<LaneSlots> lanes;
  private final int imageTokens;
  private final int vocabulary;
  private final PassPlan plan;
  private final PassBuffers buffers;
  private BlockRunner blocks;
  private float[] logits = {};

  TransformerSession(
      VectorTokenModel model,
      Team team,
      List<LaneSlots> lanes,
      PassPlan plan,
      PassBuffers buffers,
      BlockRunner blocks) {
    this.model = model;
    this.team = team;
    this.lanes = lanes;
    this.imageTokens = model.info().tokens().imageTokens();
    this.vocabulary = model.info().vocabulary();
    this.plan = plan;
    this.buffers = buffers;
    this.blocks = blocks;
  }

  @Override
  public Logits forward(ForwardPass pass) {
    // For the whole pass: sessions take turns instead of slowing each other down.
    team.lock();
    try {
      LoadedTransformer weights = model.weights();
      if (blocks == null) {
        throw new IllegalStateException("the session is closed");
      }
      run(pass, weights);
      return this;
    } finally {
      team.unlock();
    }
  }

  private void run(ForwardPass pass, LoadedTransformer weights) {
    plan.layOut(pass);
    buffers.reserve(plan.columns());
    int width = weights.finalNorm().length;
    for (int segment = 0; segment < plan.segments(); segment++) {
      LaneSlots lane = lanes.get(plan.lane(segment));
      for (int column = plan.start(segment); column < plan.start(segment + 1); column++) {
        int token = plan.token(column);
        if (token == PassPlan.NO_TOKEN) {
          lane.copyPrefix(plan.slot(column), buffers.stream(), column * width);
        } else {
          weights.tokens().copyRow(token, buffers.stream(), column * width);
        }
      }
    }
    for (int layer = 0; layer < weights.layers().size(); layer++) {
      blocks.run(layer, weights.layers().get(layer));
    }
    if (plan.queries() > 0) {
      int needed = Columns.padded(plan.queries()) * weights.output().paddedRows();
      if (logits.length < needed) {
        logits = new float[needed];
      }
      blocks.logits(weights.finalNorm(), weights.output(), logits);
    }
  }

  @Override
  public int rows() {
    return plan.queries();
  }

  @Override
  public void copyRow(int row, float[] target) {
    if (row < 0 || row >= rows()) {
      throw new IndexOutOfBoundsException("row " + row + " of " + rows());
    }
    int stride = model.logitsStride();
    System.arraycopy(logits, row * stride, target, 0, imageTokens);
    Arrays.fill(target, imageTokens, vocabulary, Float.NEGATIVE_INFINITY);
  }

  @Override
  public void close() {
    team.lock();
    try {
      blocks = null;
      logits = new float[0];
    } finally {
      team.unlock();
    }
  }
}
