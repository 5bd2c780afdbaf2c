/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDManager;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.backend.djl.engine.Dtype;
import io.zipar.backend.djl.engine.OpenGuard;
import io.zipar.backend.djl.engine.Product;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.pass.AttentionRecorder;
import io.zipar.models.pass.LaneSequence;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import io.zipar.torch.TorchDevice;
import io.zipar.torch.TorchErrors;
import java.util.List;
import java.util.Optional;

/** A transformer on libtorch. Safe for several threads. */
public final class DjlTokenModel implements TokenModel {
  private final OpenGuard guard = new OpenGuard("the model");
  private final NDManager manager;
  private final TransformerNetwork network;
  private final Product product;
  private final Dtype dtype;
  private final LoadedTransformer weights;
  private final ModelInfo info;

  /**
   * Loads a model.
   *
   * @param source description and weights, not needed afterwards
   * @param manager owner of the weights on the device; closed with the model, and if loading fails
   *     the caller's
   * @param device where the manager's arrays live
   * @param dtype that the matrices run in
   * @param product order of the products
   * @throws ai.djl.engine.EngineException if libtorch fails, for example for want of memory
   */
  public DjlTokenModel(
      TransformerSource source,
      NDManager manager,
      TorchDevice device,
      Dtype dtype,
      Product product) {
    this.manager = manager;
    this.network = source.network();
    this.product = product;
    this.dtype = dtype;
    this.weights = TransformerLoader.load(network, source.weights(), manager, dtype, product);
    this.info =
        source
            .info(
                device.label(),
                dtype.label(),
                LoadedTransformer.bytesPerPass(source.weights(), dtype))
            .withAttention(network.sizes().layers(), network.sizes().heads());
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return network.layout(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    network.checkConditioning(conditioning);
  }

  @Override
  public ModelSession open(SessionRequest request) {
    return guard.use(
        () -> {
          request.requireFits(info);
          List<LaneSequence> sequences = LaneSequence.of(network, request);
          Optional<ProbedWeights> probed =
              AttentionRecorder.of(request, network.sizes().heads())
                  .map(recorder -> new ProbedWeights(recorder, network.sizes()));
          return TorchErrors.translate(
              "opening a session of " + sequences.size() + " lanes", () -> open(sequences, probed));
        });
  }

  @Override
  public void close() {
    guard.close(manager::close);
  }

  private ModelSession open(List<LaneSequence> sequences, Optional<ProbedWeights> probed) {
    TransformerSizes sizes = network.sizes();
    NDManager owner = manager.newSubManager();
    boolean opened = false;
    try {
      List<LaneInput> lanes = lanes(sequences, owner);
      RotaryTable rotary = sequences.get(0).rotary();
      int slots = sequences.stream().mapToInt(LaneSequence::slots).max().orElseThrow();
      PositionCache cache = new PositionCache(owner, sizes, lanes.size(), slots, dtype.dataType());
      ModelSession session =
          new TransformerSession(
              guard,
              network,
              weights,
              new Block(network, rotary.pairing(), product, probed, owner),
              owner,
              lanes,
              cache,
              new PassArrays.Factory(cache, lanes.size(), rotary, dtype.dataType()));
      opened = true;
      return session;
    } finally {
      if (!opened) {
        owner.close();
      }
    }
  }

  private List<LaneInput> lanes(List<LaneSequence> sequences, NDManager owner) {
    FeatureProjection projection = new FeatureProjection(weights, product, owner);
    return sequences.stream()
        .map(sequence -> new LaneInput(sequence, projection.of(sequence.prefix())))
        .toList();
  }
}
