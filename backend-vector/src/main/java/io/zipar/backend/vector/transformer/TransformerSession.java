/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.pass.LaneSequence;
import io.zipar.models.pass.LayerInputs;
import io.zipar.models.pass.PassReads;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import java.util.List;

/** A batch on a {@link VectorTokenModel}. */
final class TransformerSession implements ModelSession, Logits {
  private final VectorTokenModel model;
  private final Team team;
  private final TransformerNetwork network;
  private final PassPlan plan;
  private final PassBuffers buffers;
  private final KeptStreams kept;

  /** From one row of a head's logits to the next. */
  private final int[] strides;

  private final int imageTokens;
  private BlockRunner blocks;
  private float[][] logits;

  TransformerSession(
      VectorTokenModel model,
      TransformerNetwork network,
      List<LoadedHead> heads,
      Team team,
      PassPlan plan,
      PassBuffers buffers,
      BlockRunner blocks) {
    this.model = model;
    this.network = network;
    this.team = team;
    this.plan = plan;
    this.buffers = buffers;
    this.blocks = blocks;
    this.imageTokens = network.tokens().imageTokens();
    this.kept = new KeptStreams(network);
    this.strides = heads.stream().mapToInt(head -> head.output().stride()).toArray();
    this.logits = new float[strides.length][0];
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
    for (int segment = 0; segment < plan.segments(); segment++) {
      begin(plan.input(segment), plan.start(segment), weights);
    }
    int used = plan.columns() * weights.width();
    kept.keep(LayerInputs.ENTRANCE, buffers.stream(), used);
    for (int layer = 0; layer < weights.layers().size(); layer++) {
      kept.restoreFor(layer, buffers.stream(), used);
      blocks.run(layer, weights.layers().get(layer));
      kept.keep(layer, buffers.stream(), used);
      for (int head = 0; head < weights.heads().size(); head++) {
        if (weights.heads().get(head).layer() == layer) {
          read(head, weights.heads().get(head));
        }
      }
    }
  }

  private void read(int head, LoadedHead weights) {
    PassReads reads = plan.reads();
    int count = reads.count(head);
    if (count > 0) {
      int needed = Columns.padded(count) * strides[head];
      if (logits[head].length < needed) {
        logits[head] = new float[needed];
      }
      blocks.logits(weights, count, index -> reads.column(head, index), logits[head]);
    }
  }

  /** Writes what the entries of a lane begin as to the stream. */
  private void begin(LaneInput lane, int firstColumn, LoadedTransformer weights) {
    LaneSequence sequence = lane.sequence();
    float[] stream = buffers.stream();
    int width = weights.width();
    for (int entry = 0; entry < sequence.entries(); entry++) {
      int to = (firstColumn + entry) * width;
      int row = sequence.row(entry);
      switch (sequence.content(entry)) {
        case PREFIX -> lane.copyPrefix(row, stream, to);
        case TOKEN -> weights.tokens().copyRow(row, stream, to);
        case QUERY -> lane.copyQuery(row, stream, to);
        default -> throw new IllegalArgumentException("entry of an unknown kind");
      }
      if (weights.entrance().isPresent()) {
        double epsilon = network.sizes().normEpsilon();
        weights.entrance().get().apply(sequence.place(entry), stream, to, width, epsilon);
      }
    }
  }

  @Override
  public int rows() {
    return plan.reads().rows();
  }

  @Override
  public void copyRow(int row, float[] target) {
    plan.reads().copyRow(row, this::copyHeadRow, target);
  }

  private void copyHeadRow(int head, int index, float[] target) {
    System.arraycopy(logits[head], index * strides[head], target, 0, imageTokens);
  }

  @Override
  public void close() {
    team.lock();
    try {
      blocks = null;
      logits = new float[logits.length][0];
    } finally {
      team.unlock();
    }
  }
}
