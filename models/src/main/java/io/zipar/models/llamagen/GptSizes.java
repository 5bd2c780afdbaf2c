/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;

/**
 * What a checkpoint of the transformer turned out to be.
 *
 * @param name a published name or a few words
 * @param sizes the sizes of the matrices
 * @param prefix what it is conditioned on
 * @param grid the grid it was trained for
 * @param rotaryBase base of the rotary frequencies
 */
record GptSizes(
    String name, TransformerSizes sizes, PrefixSizes prefix, Grid grid, double rotaryBase) {}
