/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * The weights of a text encoder on the device, in float32. Matrices are outputs x inputs; those
 * behind an RMSNorm have its weights multiplied in.
 *
 * @param embedding vocabulary x width
 * @param distanceBias buckets x heads
 * @param layers the blocks in order
 * @param finalNorm width
 */
record LoadedEncoder(
    NDArray embedding, NDArray distanceBias, List<LoadedLayer> layers, NDArray finalNorm) {}
