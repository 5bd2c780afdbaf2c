/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

/**
 * A run of elements that tensors are views of.
 *
 * @param type element type
 * @param key name of the archive member within the folder {@code data}
 * @param elements number of elements that the pickle states
 */
record Storage(StorageType type, String key, long elements) {}
