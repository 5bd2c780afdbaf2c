/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.backend.vector.kept.KeptWeights;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.threads.TeamPool;
import io.zipar.backend.vector.weights.Bands;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Table;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.pass.AttentionRecorder;
import io.zipar.models.pass.LaneSequence;
import io.zipar.models.pass.PassReads;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A transformer on the Java heap. Safe for several threads; passes of its sessions take turns, each
 * using the whole team.
 */
public final class VectorTokenModel implements TokenModel {
  private final TransformerNetwork network;
  private final Kernels kernels;
  private final TeamPool.Lease lease;
  private final Dtype keysAndValues;
  private final ModelInfo info;
  private volatile LoadedTransformer weights;

  /**
   * Loads a model.
   *
   * @param source description and weights, not needed afterwards
   * @param kernels compute
   * @param dtype that the matrices are kept in
   * @param lease the threads, given back when the model is closed; if loading fails they stay the
   *     caller's
   * @param folder where converted weights are kept, if they are
   * @throws io.zipar.InvalidInputException if the heap cannot hold the model, or the folder cannot
   *     be used
   */
  public VectorTokenModel(
      TransformerSource source,
      Kernels kernels,
      Dtype dtype,
      TeamPool.Lease lease,
      Optional<Path> folder) {
    this.network = source.network();
    this.kernels = kernels;
    this.lease = lease;
    this.keysAndValues = Bands.beside(dtype);
    long bytes = heapBytes(source, dtype, List.of());
    HeapCheck.require(network.describe(), dtype, bytes);
    LoadedTransformer loaded;
    try (WarmUp warmUp = bytes < WarmUp.LARGE ? null : WarmUp.begin(kernels, dtype)) {
      loaded = load(source, kernels, dtype, lease.team(), folder);
    }
    this.weights = loaded;
    this.info =
        source
            .info("cpu", dtype.label(), loaded.bytesPerPass())
            .withAttention(network.sizes().layers(), network.sizes().heads());
  }

  private static LoadedTransformer load(
      TransformerSource source, Kernels kernels, Dtype dtype, Team team, Optional<Path> folder) {
    TransformerWeights weights = source.weights();
    try (KeptWeights kept =
        KeptWeights.open(
            folder,
            source.network().describe(),
            source.files(),
            WeightLoader.form(dtype, kernels::layout),
            weights.tensors(),
            team)) {
      LoadedTransformer loaded = LoadedTransformer.load(weights, dtype, kernels, team, kept);
      kept.finish();
      return loaded;
    }
  }

  /**
   * Estimates the memory of a model and a session, from below.
   *
   * @param source what is loaded
   * @param dtype that the matrices are kept in
   * @param lanes slots of each lane, prefix included
   * @return bytes on the heap
   */
  public static long heapBytes(TransformerSource source, Dtype dtype, List<Integer> lanes) {
    long slots = lanes.stream().mapToLong(Integer::longValue).sum();
    TransformerSizes sizes = source.network().sizes();
    return LoadedTransformer.bytesNeeded(sizes, source.weights(), dtype)
        + Table.bytes(Bands.beside(dtype), sizes.cacheElements(slots));
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
    LoadedTransformer loaded = weights();
    request.requireFits(info);
    PrefixRows prefixRows = new PrefixRows(loaded, kernels);
    List<LaneInput> lanes =
        LaneSequence.of(network, request).stream()
            .map(sequence -> new LaneInput(sequence, prefixRows.of(sequence.prefix())))
            .toList();
    Team team = lease.team();
    PassReads reads = new PassReads(network.tokens(), loaded.heads().size(), loaded.mixer());
    PassPlan plan = new PassPlan(lanes, kernels, reads);
    PassBuffers buffers = new PassBuffers(network.sizes(), kernels);
    Optional<AttentionRecorder> recorder = AttentionRecorder.of(request, network.sizes().heads());
    KeyValueCache cache = new KeyValueCache(kernels, network.sizes(), lanes, keysAndValues);
    BlockRunner blocks = new BlockRunner(network, cache, kernels, team, plan, buffers, recorder);
    return new TransformerSession(this, network, loaded.heads(), team, plan, buffers, blocks);
  }

  @Override
  public void close() {
    // Waits for the pass under way; sessions left open fail from now on.
    lease.team().lock();
    try {
      weights = null;
    } finally {
      lease.team().unlock();
    }
    lease.close();
  }

  LoadedTransformer weights() {
    LoadedTransformer current = weights;
    if (current == null) {
      throw new IllegalStateException("the model is closed");
    }
    return current;
  }
}
