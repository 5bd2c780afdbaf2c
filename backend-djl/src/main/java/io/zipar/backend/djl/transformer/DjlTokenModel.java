/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDManager;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.backend.djl.engine.OpenGuard;
import io.zipar.backend.djl.engine.Precision;
import io.zipar.backend.djl.engine.Product;
import io.zipar.backend.djl.engine.TorchDevice;
import io.zipar.backend.djl.engine.TorchErrors;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.Lane;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A transformer on libtorch. Safe for several threads. */
public final class DjlTokenModel implements TokenModel {
  private final OpenGuard guard = new OpenGuard("the model");
  private final NDManager manager;
  private final TransformerNetwork network;
  private final Product product;
  private final Precision precision;
  private final LoadedTransformer weights;
  private final ModelInfo info;

  private DjlTokenModel(
      NDManager manager,
      TransformerSource source,
      Product product,
      Precision precision,
      TorchDevice device) {
    this.manager = manager;
    this.network = source.network();
    this.product = product;
    this.precision = precision;
    this.weights = TransformerLoader.load(source.weights(), manager, precision);
    this.info =
        new ModelInfo(
            network.describe(),
            network.sizes().vocabulary(),
            network.defaultGrid(),
            source.parameters(),
            LoadedTransformer.bytesPerPass(network.sizes(), precision),
            device.label(),
            precision.label());
  }

  /**
   * Loads a model.
   *
   * @param source description and weights, not needed afterwards
   * @param manager owner of the weights on the device; closed with the model, and if loading fails
   * @param device where the manager's arrays live
   * @param precision that the matrices run in
   * @param product order of the products
   * @return the model
   * @throws io.zipar.ZiparException if libtorch fails, for example for want of memory
   */
  public static DjlTokenModel load(
      TransformerSource source,
      NDManager manager,
      TorchDevice device,
      Precision precision,
      Product product) {
    boolean loaded = false;
    try {
      DjlTokenModel model =
          TorchErrors.translate(
              "loading " + source.describe(),
              () -> new DjlTokenModel(manager, source, product, precision, device));
      loaded = true;
      return model;
    } finally {
      if (!loaded) {
        manager.close();
      }
    }
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
          List<LaneSlots> lanes = lanes(request);
          return TorchErrors.translate(
              "opening a session of " + lanes.size() + " lanes", () -> open(request, lanes));
        });
  }

  @Override
  public void close() {
    guard.close(manager::close);
  }

  private ModelSession open(SessionRequest request, List<LaneSlots> lanes) {
    TransformerSizes sizes = network.sizes();
    RotaryTable rotary = lanes.get(0).rotary();
    int slots = lanes.stream().mapToInt(LaneSlots::slots).max().orElseThrow();
    NDManager owner = manager.newSubManager();
    boolean opened = false;
    try {
      PositionCache cache =
          new PositionCache(owner, sizes, lanes.size(), slots, precision.dataType());
      ModelSession session =
          new TransformerSession(
              guard,
              sizes,
              weights,
              new Block(sizes, rotary.pairing(), product, owner),
              owner,
              lanes,
              cache,
              new PassArrays.Factory(
                  cache, lanes.size(), rotary, request.visibility(), precision.dataType()));
      opened = true;
      return session;
    } finally {
      if (!opened) {
        owner.close();
      }
    }
  }

  private List<LaneSlots> lanes(SessionRequest request) {
    Map<Integer, RotaryTable> tables = new HashMap<>();
    return request.lanes().stream().map(lane -> lane(request.layout(), lane, tables)).toList();
  }

  private LaneSlots lane(SequenceLayout layout, Lane lane, Map<Integer, RotaryTable> tables) {
    PrefixInput prefix = network.prefix(lane);
    RotaryTable rotary =
        tables.computeIfAbsent(prefix.slots(), slots -> network.rotary(layout, slots));
    if (prefix instanceof PrefixInput.TableRows table) {
      return new LaneSlots(table.rows(), rotary);
    }
    throw new IllegalArgumentException("prefix of an unknown kind: " + prefix);
  }
}
