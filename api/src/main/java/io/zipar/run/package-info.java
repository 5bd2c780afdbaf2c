/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The run of a request: the generator that drives the strategy of every image over one model, what
 * it tells a listener, and the trace of its passes.
 */
package io.zipar.run;
