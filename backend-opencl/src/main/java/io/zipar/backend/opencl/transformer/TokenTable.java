/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.DeviceMatrix;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * The table of tokens and, below it, that of prefixes. What the rows of tokens go through is
 * computed once, in float32.
 */
final class TokenTable {
  /** Rows that are computed together. */
  private static final int ROWS = 128;

  private TokenTable() {}

  static DeviceMatrix load(
      TransformerWeights weights, Dtype dtype, OpenDevice device, Upload upload) {
    Tensor tokens = weights.tokenEmbedding();
    Optional<Tensor> prefix = weights.prefixEmbedding();
    if (weights.tokenProjection().isPresent()) {
      return projected(weights, device, upload);
    }
    Dtype kept = dtype.ofTables();
    return prefix.isPresent()
        ? upload.stacked(tokens, prefix.get(), kept)
        : upload.matrix(tokens, kept);
  }

  private static DeviceMatrix projected(
      TransformerWeights weights, OpenDevice device, Upload upload) {
    Tensor tokens = weights.tokenEmbedding();
    try (Upload scratch = new Upload(device)) {
      DeviceProjection projection =
          DeviceProjection.load(weights.tokenProjection().orElseThrow(), Dtype.FLOAT32, scratch);
      int count = Math.toIntExact(tokens.shape().dimension(0));
      int below = weights.prefixEmbedding().map(each -> (int) each.shape().dimension(0)).orElse(0);
      int width = projection.outputs();
      DeviceMatrix table = upload.table(tokens.name(), count + below, width);
      project(projection, tokens, device, table);
      if (below > 0) {
        DeviceMatrix rows = scratch.matrix(weights.prefixEmbedding().orElseThrow(), Dtype.FLOAT32);
        long to = (long) count * table.stride() * Float.BYTES;
        table.elements().copy(rows.elements(), 0, to, rows.elements().bytes());
      }
      device.finish();
      return table;
    }
  }

  private static void project(
      DeviceProjection projection, Tensor tokens, OpenDevice device, DeviceMatrix table) {
    int count = Math.toIntExact(tokens.shape().dimension(0));
    int inputs = projection.inputs();
    Optional<DeviceRows> between = projection.between(device);
    try (DeviceRows source = new DeviceRows(device, "rows of tokens", inputs);
        DeviceRows target = new DeviceRows(device, "rows of tokens", projection.outputs())) {
      target.reserve(ROWS);
      float[] rows = new float[ROWS * inputs];
      for (int first = 0; first < count; first += ROWS) {
        int part = Math.min(ROWS, count - first);
        tokens.read((long) first * inputs, FloatBuffer.wrap(rows, 0, part * inputs));
        source.write(rows, part);
        new Products(device).run(projection, source, part, between, target, 0);
        table.elements().copy(target.buffer(), 0, target.bytes(first), target.bytes(part));
      }
    } finally {
      between.ifPresent(DeviceRows::close);
    }
  }
}
