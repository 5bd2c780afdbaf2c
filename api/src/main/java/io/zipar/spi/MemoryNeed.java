/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * The memory that a model and a session of it take, by where it lies. An estimate from below: what
 * a backend needs for a while besides is not in it.
 *
 * @param heapBytes on the Java heap
 * @param nativeBytes in the machine's memory outside of it
 */
@ApiStatus.Experimental(since = "0.1")
public record MemoryNeed(long heapBytes, long nativeBytes) {}
