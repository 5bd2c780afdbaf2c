/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;

/**
 * What a class-conditional checkpoint turned out to be.
 *
 * @param name a published name or a few words
 * @param sizes the sizes of the matrices
 * @param classes number of classes
 * @param grid the grid it was trained for
 * @param rotaryBase base of the rotary frequencies
 */
record C2iSizes(String name, TransformerSizes sizes, int classes, Grid grid, double rotaryBase) {}
