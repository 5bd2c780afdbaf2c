/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import java.util.List;

/**
 * A tensor as a pickle describes it, not yet checked.
 *
 * @param storage where its elements are
 * @param offset index of its first element in the storage
 * @param sizes dimensions
 * @param strides distance of neighbours in the storage, for each dimension
 */
record TensorView(Storage storage, long offset, List<Long> sizes, List<Long> strides) {}
