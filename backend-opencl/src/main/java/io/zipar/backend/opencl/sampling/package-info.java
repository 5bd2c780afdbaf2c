/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sampling where the logits are. */
package io.zipar.backend.opencl.sampling;
