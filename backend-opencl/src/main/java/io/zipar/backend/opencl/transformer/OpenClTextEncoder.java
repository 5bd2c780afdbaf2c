/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.CaptionFeatures;
import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.DeviceUse;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.DeviceMatrix;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.network.Norm;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TextEncoderWeights;
import io.zipar.spi.TextEncoder;
import java.util.List;

/** A text encoder on an OpenCL device. Safe for several threads, which take turns. */
public final class OpenClTextEncoder implements TextEncoder {
  private final TextEncoderNetwork network;
  private final OpenDevice device;
  private final Upload upload;
  private final Weights weights;
  private final DeviceUse use;

  /**
   * The weights on the device.
   *
   * @param tokens embedding of tokens
   * @param distanceBias buckets x heads, on the host
   * @param layers the blocks in order
   * @param finalNorm of the stream
   * @param noRows stands for the session's rows, which an encoder has not
   */
  record Weights(
      DeviceMatrix tokens,
      float[] distanceBias,
      List<LoadedLayer> layers,
      DeviceNorm finalNorm,
      DeviceBuffer noRows) {}

  private OpenClTextEncoder(
      TextEncoderNetwork network, OpenDevice device, Upload upload, Weights weights) {
    this.network = network;
    this.device = device;
    this.upload = upload;
    this.weights = weights;
    this.use = new DeviceUse(device, "the text encoder");
  }

  /**
   * Chooses what the matrices are kept in. Activations can exceed float16, weights of int8 would be
   * felt.
   *
   * @param wanted for transformers over image tokens
   * @return float32 or bfloat16
   */
  public static Dtype dtype(Dtype wanted) {
    return wanted == Dtype.FLOAT32 ? Dtype.FLOAT32 : Dtype.BFLOAT16;
  }

  /**
   * Estimates the memory of an encoder, from below.
   *
   * @param source what is loaded
   * @param dtype that the matrices are kept in
   * @return bytes on the device
   */
  public static long bytesNeeded(TextEncoderSource source, Dtype dtype) {
    return source.parameters() * dtype.bytes();
  }

  /**
   * Loads an encoder.
   *
   * @param source description and weights, not needed afterwards
   * @param device closed with the encoder; if loading fails it stays the caller's
   * @param dtype that the matrices are kept in
   * @return the encoder
   * @throws io.zipar.InvalidInputException if the device cannot hold it
   */
  public static OpenClTextEncoder load(TextEncoderSource source, OpenDevice device, Dtype dtype) {
    TextEncoderNetwork network = source.network();
    device.require(network.describe(), bytesNeeded(source, dtype));
    Upload upload = new Upload(device);
    Weights weights = upload.load(() -> load(source.weights(), dtype, upload));
    return new OpenClTextEncoder(network, device, upload, weights);
  }

  private static Weights load(TextEncoderWeights stored, Dtype dtype, Upload upload) {
    return new Weights(
        upload.matrix(stored.tokenEmbedding(), dtype),
        Upload.values(stored.distanceBias()),
        stored.layers().stream().map(each -> LoadedLayer.load(each, dtype, upload)).toList(),
        DeviceNorm.load(Norm.rms(stored.finalNorm()), upload),
        upload.vector("rows of prefixes", new float[1]));
  }

  @Override
  public int width() {
    return network.sizes().width();
  }

  @Override
  public List<CaptionFeatures> encode(List<int[]> texts) {
    network.check(texts);
    return use.call(
        () -> {
          if (texts.isEmpty()) {
            return List.of();
          }
          try (EncoderRun run = new EncoderRun(device, network, weights, texts)) {
            return run.run();
          }
        });
  }

  @Override
  public void close() {
    use.end(
        () -> {
          upload.close();
          device.close();
        });
  }
}
