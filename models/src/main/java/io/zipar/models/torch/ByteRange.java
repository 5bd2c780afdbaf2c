/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

/**
 * A run of bytes of a file.
 *
 * @param offset of the first byte
 * @param length number of bytes
 */
record ByteRange(long offset, long length) {}
