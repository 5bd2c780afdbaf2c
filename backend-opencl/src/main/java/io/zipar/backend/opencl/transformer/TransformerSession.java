/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.attention.Attention;
import io.zipar.backend.opencl.attention.DevicePlan;
import io.zipar.backend.opencl.device.DeviceUse;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.pass.LaneSequence;
import io.zipar.models.pass.LayerInputs;
import io.zipar.models.pass.PassReads;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A batch on an {@link OpenClTokenModel}. A pass is launched as a whole; the host waits once, when
 * its logits are used.
 */
final class TransformerSession implements ModelSession {
  private final OpenClTokenModel model;
  private final OpenDevice device;
  private final TransformerNetwork network;
  private final List<AutoCloseable> owned = new ArrayList<>();
  private final SessionInputs inputs;
  private final DevicePlan devicePlan;
  private final PassPlan plan;
  private final Blocks blocks;
  private final KeptStreams kept;
  private final List<HeadRun> heads = new ArrayList<>();
  private final DeviceUse use;
  private final PassLogits logits;

  /**
   * Opens a session; what it took is given back if that fails.
   *
   * @param model that it belongs to
   * @param device with its lock held
   * @param network of the model
   * @param weights of the model
   * @param sequences of the lanes
   */
  TransformerSession(
      OpenClTokenModel model,
      OpenDevice device,
      TransformerNetwork network,
      LoadedTransformer weights,
      List<LaneSequence> sequences) {
    this.model = model;
    this.device = device;
    this.network = network;
    this.use = new DeviceUse(device, "the session");
    TransformerSizes sizes = network.sizes();
    try {
      inputs = own(new SessionInputs(device, weights, sizes.width(), sequences));
      devicePlan = own(new DevicePlan(device));
      KeyValueCache cache =
          own(new KeyValueCache(device, sizes, sizes.layers(), inputs.cacheRows()));
      blocks = own(new Blocks(device, kind(), devicePlan, cache));
      kept = own(new KeptStreams(network, device));
      for (LoadedHead head : weights.heads()) {
        heads.add(own(new HeadRun(device, head, sizes.width(), sizes.normEpsilon())));
      }
      PassReads reads = new PassReads(network.tokens(), heads.size(), weights.mixer());
      logits = own(new PassLogits(device, use, reads, network.tokens(), weights.heads()));
      plan = new PassPlan(inputs.lanes(), reads, heads.size(), devicePlan);
    } catch (RuntimeException e) {
      Parts.close(owned);
      throw e;
    }
  }

  private BlockKind kind() {
    return new BlockKind(
        network.sizes(),
        network.normPlacement() == TransformerNetwork.NormPlacement.BEFORE,
        Products.Then.GATE_SILU,
        (float) (1 / Math.sqrt(network.sizes().headWidth())),
        Optional.of(inputs.rotation()),
        Optional.empty());
  }

  private <T extends AutoCloseable> T own(T part) {
    owned.add(part);
    return part;
  }

  @Override
  public Logits forward(ForwardPass pass) {
    return use.call(
        () -> {
          launch(pass, model.weights());
          if (logits.rows() == 0) {
            // Nobody will read anything of it, and so nobody else would wait.
            device.finish();
          }
          return logits;
        });
  }

  private void launch(ForwardPass pass, LoadedTransformer weights) {
    plan.layOut(pass);
    logits.begin(pass);
    int columns = devicePlan.columns();
    devicePlan.send();
    blocks.reserve(columns);
    new StreamStart(device, weights.table(), weights.entrance())
        .launch(
            devicePlan,
            new Attention.Rows(inputs.rows().buffer(), inputs.rows().stride()),
            blocks.stream(),
            network.sizes().normEpsilon());
    DeviceRows stream = blocks.stream();
    kept.keep(LayerInputs.ENTRANCE, stream, columns);
    for (int layer = 0; layer < weights.layers().size(); layer++) {
      kept.restoreFor(layer, stream, columns);
      blocks.run(weights.layers().get(layer), layer);
      kept.keep(layer, stream, columns);
      for (int head = 0; head < heads.size(); head++) {
        if (heads.get(head).head().layer() == layer) {
          launchHead(head);
        }
      }
    }
  }

  private void launchHead(int head) {
    int count = plan.reads().count(head);
    if (count > 0) {
      heads
          .get(head)
          .launch(
              blocks.stream(),
              devicePlan,
              plan.readsFrom(head),
              count,
              logits.values(),
              logits.firstRow(head));
    }
  }

  @Override
  public void close() {
    use.end(
        () -> {
          Parts.close(owned);
          model.sessionClosed();
        });
  }
}
