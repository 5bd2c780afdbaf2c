/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.TransformerWeights;

/**
 * The norms of query and key heads. Immutable.
 *
 * @param values query weights, query biases, key weights, key biases, each groups x head width
 * @param queryGroups rows of those of queries
 * @param keyGroups rows of those of keys
 * @param queryEpsilon added to the variance
 * @param keyEpsilon likewise
 */
record DeviceHeadNorms(
    DeviceBuffer values, int queryGroups, int keyGroups, double queryEpsilon, double keyEpsilon) {
  static DeviceHeadNorms load(
      TransformerWeights.HeadNorm query, TransformerWeights.HeadNorm key, Upload upload) {
    float[][] parts = {
      Upload.values(query.weight()),
      Upload.values(query.bias()),
      Upload.values(key.weight()),
      Upload.values(key.bias())
    };
    float[] all = new float[2 * parts[0].length + 2 * parts[2].length];
    int to = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, to, part.length);
      to += part.length;
    }
    return new DeviceHeadNorms(
        upload.vector("norms of heads", all),
        Math.toIntExact(query.weight().shape().dimension(0)),
        Math.toIntExact(key.weight().shape().dimension(0)),
        query.epsilon(),
        key.epsilon());
  }
}
