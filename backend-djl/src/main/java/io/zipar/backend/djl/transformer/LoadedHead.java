/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import java.util.List;

/**
 * What makes logits of the stream behind a layer, on the device.
 *
 * @param layer index of the layer whose output it reads
 * @param norm applied first
 * @param residuals layers whose outputs go through SiLU and are added to their inputs
 * @param output yields the logits
 */
record LoadedHead(
    int layer, StreamNorm norm, List<LoadedProjection.Linear> residuals, LoadedProjection output) {}
