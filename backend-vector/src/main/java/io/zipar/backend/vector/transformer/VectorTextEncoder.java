/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.CaptionFeatures;
import io.zipar.backend.vector.kept.KeptWeights;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.TeamPool;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.spi.TextEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A text encoder on the Java heap. Safe for several threads, which take turns, each using the whole
 * team.
 */
public final class VectorTextEncoder implements TextEncoder {
  private final TextEncoderNetwork network;
  private final Kernels kernels;
  private final TeamPool.Lease lease;
  private volatile LoadedEncoder weights;

  /**
   * Loads an encoder.
   *
   * @param source description and weights, not needed afterwards
   * @param kernels compute
   * @param dtype that the matrices are kept in
   * @param lease the threads, given back when the encoder is closed; if loading fails they stay the
   *     caller's
   * @param folder where converted weights are kept, if they are
   * @throws io.zipar.InvalidInputException if the heap cannot hold the encoder, or the folder
   *     cannot be used
   */
  public VectorTextEncoder(
      TextEncoderSource source,
      Kernels kernels,
      Dtype dtype,
      TeamPool.Lease lease,
      Optional<Path> folder) {
    this.network = source.network();
    this.kernels = kernels;
    this.lease = lease;
    HeapCheck.require(network.describe(), dtype, heapBytes(network, dtype));
    try (KeptWeights kept =
        KeptWeights.open(
            folder,
            network.describe(),
            source.files(),
            WeightLoader.form(dtype, kernels::layout),
            source.weights().tensors(),
            lease.team())) {
      this.weights =
          LoadedEncoder.load(
              source.weights(), dtype, new WeightLoader(lease.team(), kernels::layout, kept));
      kept.finish();
    }
  }

  /**
   * Chooses what the matrices are kept in. int8 would be felt: the authors of LlamaGen run the
   * encoder in bfloat16.
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
   * @param network what is loaded
   * @param dtype that the matrices are kept in
   * @return bytes on the heap
   */
  public static long heapBytes(TextEncoderNetwork network, Dtype dtype) {
    return LoadedTransformer.bytesNeeded(network.sizes(), dtype);
  }

  @Override
  public int width() {
    return network.sizes().width();
  }

  @Override
  public List<CaptionFeatures> encode(List<int[]> texts) {
    network.check(texts);
    lease.team().lock();
    try {
      LoadedEncoder current = weights;
      if (current == null) {
        throw new IllegalStateException("the text encoder is closed");
      }
      return texts.isEmpty()
          ? List.of()
          : new EncoderRun(network, current, kernels, lease.team(), texts).run();
    } finally {
      lease.team().unlock();
    }
  }

  @Override
  public void close() {
    lease.team().lock();
    try {
      weights = null;
    } finally {
      lease.team().unlock();
    }
    lease.close();
  }
}
