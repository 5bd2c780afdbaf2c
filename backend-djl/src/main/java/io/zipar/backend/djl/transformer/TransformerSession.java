/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.zipar.backend.djl.engine.OpenGuard;
import io.zipar.backend.djl.engine.TorchErrors;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.TokenNumbering;
import java.util.List;
import java.util.Optional;

/**
 * A batch on a {@link DjlTokenModel}. Arrays of a layer live until its end, those of a pass until
 * the pass's end, the cache until the session's end.
 */
final class TransformerSession implements ModelSession {
  private final OpenGuard modelGuard;
  private final TransformerSizes sizes;
  private final TokenNumbering numbering;
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
    this.sizes = network.sizes();
    this.numbering = network.tokens();
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
    PassPlan plan = new PassPlan(forwardPass, lanes, sizes.vocabulary());
    try (NDManager owner = manager.newSubManager()) {
      PassArrays pass = arrays.of(plan, owner);
      NDArray tokens =
          weights
              .embedding()
              .get(owner, new NDIndex("{}", pass.tableRows()))
              .toType(DataType.FLOAT32, false);
      setFeatures(plan, tokens);
      for (int layer = 0; layer < sizes.layers(); layer++) {
        try (NDManager scratch = owner.newSubManager()) {
          tokens.attach(scratch);
          block.apply(layer, weights.layers().get(layer), cache, pass, tokens);
          tokens.attach(owner);
        }
      }
      return logits(tokens, pass);
    }
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

  private Logits logits(NDArray tokens, PassArrays pass) {
    int count = pass.plan().readColumns().length;
    float[] values = new float[count * numbering.imageTokens()];
    if (count > 0) {
      NDArray rows =
          pass.reads().map(chosen -> tokens.get(new NDIndex("{}", chosen))).orElse(tokens);
      NDArray logits = block.logits(weights.output(), rows).transpose();
      logits.toType(DataType.FLOAT32, false).toByteBuffer(true).asFloatBuffer().get(values);
    }
    return new PassLogits(count, numbering, values);
  }
}
