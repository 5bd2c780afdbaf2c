/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

/**
 * Where FlashAR's vertical branch leaves the backbone, and how long it is.
 *
 * @param start the layer whose input the branch takes; the number of layers for behind the last one
 * @param layers layers of the branch alone, at least 1
 * @param gateWidth hidden width of the network that mixes both heads
 */
public record Branch(int start, int layers, int gateWidth) {}
