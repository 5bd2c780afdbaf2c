/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.DeviceMatrix;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.pass.RowMixer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The weights of a transformer on a device. Immutable.
 *
 * @param table rows of tokens, below them those of prefixes
 * @param prefixTable the first row of prefixes
 * @param projection of features to prefix slots, where there is one
 * @param entrance what is done to all that is fed, where there is something
 * @param layers the blocks
 * @param heads what makes logits
 * @param mixer of the rows of several heads, on the host
 */
record LoadedTransformer(
    DeviceMatrix table,
    int prefixTable,
    Optional<DeviceProjection> projection,
    Optional<Entrance> entrance,
    List<LoadedLayer> layers,
    List<LoadedHead> heads,
    RowMixer mixer) {
  /**
   * What is done to an entry before the first layer.
   *
   * @param places places x width, added
   * @param norm applied to the sum, where there is one
   */
  record Entrance(DeviceBuffer places, Optional<DeviceNorm> norm) {}

  static LoadedTransformer load(
      TransformerWeights weights, Dtype dtype, OpenDevice device, Upload upload) {
    return new LoadedTransformer(
        TokenTable.load(weights, dtype, device, upload),
        Math.toIntExact(weights.tokenEmbedding().shape().dimension(0)),
        weights.prefixProjection().map(each -> DeviceProjection.load(each, dtype, upload)),
        weights
            .entrance()
            .map(
                each ->
                    new Entrance(
                        upload.vector(each.places()),
                        each.norm().map(norm -> DeviceNorm.load(norm, upload)))),
        weights.layers().stream().map(each -> LoadedLayer.load(each, dtype, upload)).toList(),
        weights.heads().stream().map(each -> LoadedHead.load(each, dtype, upload)).toList(),
        RowMixer.of(weights.mixing()));
  }

  /** What one pass reads: all matrices, but of the table only a few rows. */
  long bytesPerPass() {
    return heads.stream().mapToLong(LoadedHead::bytes).sum()
        + layers.stream().mapToLong(LoadedLayer::bytes).sum();
  }

  /** A little less than the memory that loading takes. */
  static long bytesNeeded(TransformerSizes sizes, TransformerWeights weights, Dtype dtype) {
    long table =
        weights.prefixEmbedding().map(each -> each.shape().elements()).orElse(0L)
            + (long) sizes.vocabulary() * sizes.width();
    long tableBytes =
        weights.tokenProjection().isPresent() ? Float.BYTES : dtype.ofTables().bytes();
    long matrices =
        Stream.concat(
                weights.layers().stream().flatMap(TransformerWeights.Layer::tensors),
                weights.heads().stream().flatMap(each -> each.output().tensors().stream()))
            .filter(tensor -> tensor.shape().rank() == 2)
            .mapToLong(tensor -> tensor.shape().elements())
            .sum();
    return table * tableBytes + matrices * dtype.bytes();
  }
}
