/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.zipar.backend.djl.engine.OpenGuard;
import io.zipar.models.network.QueryRows;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.pass.LayerInputs;
import io.zipar.models.pass.PassReads;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.torch.TorchErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A batch on a {@link DjlTokenModel}. Arrays of a layer live until its end, those of a pass until
 * the pass's end, the cache until the session's end.
 */
final class TransformerSession implements ModelSession {
  private final OpenGuard modelGuard;
  private final TransformerNetwork network;
  private final LoadedTransformer weights;
  private final Block block;
  private final NDManager manager;
  private final List<LaneInput> lanes;
  private final PositionCache cache;
  private final PassArrays.Factory arrays;
  private boolean closed;

  /**
   * Creates a session.
   *
   * @param modelGuard keeps the model open during a pass
   * @param network the description
   * @param weights of the model
   * @param block runs the layers
   * @param manager owner of the cache; closed with the session
   * @param lanes the lanes, nothing written
   * @param cache the keys and values
   * @param arrays makes the arrays of a pass
   */
  TransformerSession(
      OpenGuard modelGuard,
      TransformerNetwork network,
      LoadedTransformer weights,
      Block block,
      NDManager manager,
      List<LaneInput> lanes,
      PositionCache cache,
      PassArrays.Factory arrays) {
    this.modelGuard = modelGuard;
    this.network = network;
    this.weights = weights;
    this.block = block;
    this.manager = manager;
    this.lanes = lanes;
    this.cache = cache;
    this.arrays = arrays;
  }

  @Override
  public synchronized Logits forward(ForwardPass pass) {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
    return modelGuard.use(() -> TorchErrors.translate("a forward pass", () -> run(pass)));
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      manager.close();
    }
  }

  private Logits run(ForwardPass forwardPass) {
    PassReads reads = new PassReads(network.tokens(), weights.heads().size(), weights.mixer());
    PassPlan plan = new PassPlan(forwardPass, lanes, network.sizes().vocabulary(), reads);
    List<float[]> logits = new ArrayList<>();
    weights.heads().forEach(head -> logits.add(new float[0]));
    try (NDManager owner = manager.newSubManager()) {
      PassArrays pass = arrays.of(plan, owner);
      KeptStreams kept = new KeptStreams(network);
      NDArray tokens = entered(plan, pass, owner);
      kept.keep(LayerInputs.ENTRANCE, tokens);
      for (int layer = 0; layer < weights.layers().size(); layer++) {
        tokens = kept.inputOf(layer, tokens);
        try (NDManager scratch = owner.newSubManager()) {
          tokens.attach(scratch);
          block.apply(layer, weights.layers().get(layer), cache, pass, tokens);
          tokens.attach(owner);
        }
        kept.keep(layer, tokens);
        for (int head = 0; head < weights.heads().size(); head++) {
          if (weights.heads().get(head).layer() == layer) {
            logits.set(head, logits(head, tokens, plan));
          }
        }
      }
    }
    return new PassLogits(reads, network.tokens().imageTokens(), logits);
  }

  /** The stream before the first layer, columns x width. */
  private NDArray entered(PassPlan plan, PassArrays pass, NDManager owner) {
    NDArray tokens =
        weights
            .embedding()
            .get(owner, new NDIndex("{}", pass.tableRows()))
            .toType(DataType.FLOAT32, false);
    setFeatures(plan, tokens);
    lanes.get(0).sequence().queries().ifPresent(rows -> setQueries(plan, rows, tokens));
    if (weights.entrance().isEmpty()) {
      return tokens;
    }
    LoadedTransformer.Entrance entrance = weights.entrance().get();
    NDArray places = owner.create(Arrays.stream(plan.places()).asLongStream().toArray());
    return block.enter(entrance, tokens, entrance.places().get(owner, new NDIndex("{}", places)));
  }

  private static void setQueries(PassPlan plan, QueryRows rows, NDArray tokens) {
    int[] columns = plan.queryColumns();
    if (columns.length == 0) {
      return;
    }
    float[] values = new float[columns.length * rows.width()];
    for (int i = 0; i < columns.length; i++) {
      int from = plan.queryRow(columns[i]) * rows.width();
      System.arraycopy(rows.values(), from, values, i * rows.width(), rows.width());
    }
    NDManager owner = tokens.getManager();
    NDArray chosen = owner.create(Arrays.stream(columns).asLongStream().toArray());
    tokens.set(
        new NDIndex("{}", chosen), owner.create(values, new Shape(columns.length, rows.width())));
  }

  private static void setFeatures(PassPlan plan, NDArray tokens) {
    for (int index = 0; index < plan.lanes(); index++) {
      Optional<NDArray> features = plan.features(index);
      if (features.isPresent()) {
        long first = (long) index * plan.columnsPerLane();
        long end = first + features.get().getShape().get(0);
        tokens.set(new NDIndex().addSliceDim(first, end), features.get());
      }
    }
  }

  /** The rows of a head, one after another. */
  private float[] logits(int head, NDArray tokens, PassPlan plan) {
    int count = plan.reads().count(head);
    float[] values = new float[count * network.tokens().imageTokens()];
    if (count > 0) {
      long[] columns =
          IntStream.range(0, count).mapToLong(i -> plan.reads().column(head, i)).toArray();
      boolean all = Arrays.equals(columns, LongStream.range(0, plan.columns()).toArray());
      try (NDManager scratch = tokens.getManager().newSubManager()) {
        NDArray rows =
            all ? tokens : tokens.get(scratch, new NDIndex("{}", scratch.create(columns)));
        NDArray logits = block.logits(weights.heads().get(head), rows).transpose();
        logits.toType(DataType.FLOAT32, false).toByteBuffer(true).asFloatBuffer().get(values);
      }
    }
    return values;
  }
}
