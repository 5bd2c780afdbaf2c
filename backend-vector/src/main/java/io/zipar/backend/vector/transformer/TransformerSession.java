/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.models.pass.LaneSequence;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import java.util.Arrays;

/** A batch on a {@link VectorTokenModel}. */
final class TransformerSession implements ModelSession, Logits {
  private final VectorTokenModel model;
  private final Team team;
  private final int imageTokens;
  private final int vocabulary;
  private final PassPlan plan;
  private final PassBuffers buffers;
  private BlockRunner blocks;
  private float[] logits = {};

  TransformerSession(
      VectorTokenModel model, Team team, PassPlan plan, PassBuffers buffers, BlockRunner blocks) {
    this.model = model;
    this.team = team;
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
      begin(plan.input(segment), plan.start(segment) * width, width, weights);
    }
    for (int layer = 0; layer < weights.layers().size(); layer++) {
      blocks.run(layer, weights.layers().get(layer));
    }
    if (plan.reads() > 0) {
      int needed = Columns.padded(plan.reads()) * weights.output().stride();
      if (logits.length < needed) {
        logits = new float[needed];
      }
      blocks.logits(weights.finalNorm(), weights.output(), logits);
    }
  }

  /** Writes what the entries of a lane begin as to the stream. */
  private void begin(LaneInput lane, int from, int width, LoadedTransformer weights) {
    LaneSequence sequence = lane.sequence();
    for (int entry = 0; entry < sequence.entries(); entry++) {
      int to = from + entry * width;
      switch (sequence.content(entry)) {
        case PREFIX -> lane.copyPrefix(sequence.row(entry), buffers.stream(), to);
        case TOKEN -> weights.tokens().copyRow(sequence.row(entry), buffers.stream(), to);
        default -> throw new IllegalArgumentException("entry of an unknown kind");
      }
    }
  }

  @Override
  public int rows() {
    return plan.reads();
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
