/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;

/**
 * The captions that a network takes.
 *
 * @param rows the most that a caption may have, at least 1
 * @param width features of a row, at least 1
 */
@ApiStatus.Experimental(since = "0.1")
public record CaptionShape(int rows, int width) {}
