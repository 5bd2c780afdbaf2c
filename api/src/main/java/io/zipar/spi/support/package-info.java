/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tools for those who write strategies: draws from any weights with the noise of a position, and
 * the accept-or-residual rule of speculative sampling. Using them is a choice; nothing else depends
 * on them but the distributions of the generator.
 */
package io.zipar.spi.support;
