/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.backend.opencl.device.DeviceUse;
import io.zipar.backend.opencl.device.Kernels;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.device.ReadRate;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.pass.LaneSequence;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A transformer on an OpenCL device. Safe for several threads; passes of its sessions take turns.
 * The device is closed with the model and the last of its sessions.
 */
public final class OpenClTokenModel implements TokenModel {
  private final TransformerNetwork network;
  private final OpenDevice device;
  private final Upload upload;
  private final ModelInfo info;
  private final LoadedTransformer weights;
  private final DeviceUse use;
  private int sessions;

  private OpenClTokenModel(
      TransformerSource source,
      OpenDevice device,
      Dtype dtype,
      Upload upload,
      LoadedTransformer loaded) {
    this.network = source.network();
    this.device = device;
    this.upload = upload;
    this.weights = loaded;
    this.use = new DeviceUse(device, "the model");
    this.info = source.info(device.name(), dtype.label(), loaded.bytesPerPass());
  }

  /**
   * Loads a model.
   *
   * @param source description and weights, not needed afterwards
   * @param device closed with the model; if loading fails it stays the caller's
   * @param dtype that the matrices are kept in
   * @return the model
   * @throws InvalidInputException if the device cannot hold the model
   */
  public static OpenClTokenModel load(TransformerSource source, OpenDevice device, Dtype dtype) {
    TransformerNetwork network = source.network();
    if (network.sizes().headWidth() > Kernels.WIDEST_HEAD) {
      throw new InvalidInputException(
          network.describe()
              + ": its heads are "
              + network.sizes().headWidth()
              + " wide, and backend 'opencl' takes up to "
              + Kernels.WIDEST_HEAD);
    }
    device.require(
        network.describe() + " in " + dtype.label(), bytesNeeded(source, dtype, List.of()));
    Upload upload = new Upload(device);
    LoadedTransformer loaded =
        upload.load(() -> LoadedTransformer.load(source.weights(), dtype, device, upload));
    return new OpenClTokenModel(source, device, dtype, upload, loaded);
  }

  /**
   * Estimates the memory of a model and a session, from below.
   *
   * @param source what is loaded
   * @param dtype that the matrices are kept in
   * @param lanes slots of each lane, prefix included
   * @return bytes on the device
   */
  public static long bytesNeeded(TransformerSource source, Dtype dtype, List<Integer> lanes) {
    long slots = lanes.stream().mapToLong(Integer::longValue).sum();
    TransformerNetwork network = source.network();
    return LoadedTransformer.bytesNeeded(network.sizes(), source.weights(), dtype)
        + Float.BYTES * network.sizes().cacheElements(slots);
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
    request.requireFits(info());
    List<LaneSequence> sequences = LaneSequence.of(network, request);
    return use.call(
        () -> {
          ModelSession session =
              new TransformerSession(this, device, network, weights(), sequences);
          sessions++;
          return session;
        });
  }

  @Override
  public OptionalDouble measureReadRate() {
    return use.call(() -> OptionalDouble.of(new ReadRate(device).measure()));
  }

  /** A session gave its memory back. Called in turn. */
  void sessionClosed() {
    sessions--;
    closeDevice();
  }

  /** Waits for the pass under way; sessions left open fail from now on. */
  @Override
  public void close() {
    use.end(
        () -> {
          upload.close();
          closeDevice();
        });
  }

  private void closeDevice() {
    if (use.ended() && sessions == 0) {
      device.close();
    }
  }

  /** The weights; called in turn. */
  LoadedTransformer weights() {
    return use.call(() -> weights);
  }
}
