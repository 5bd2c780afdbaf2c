/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Experiments that are files: what they say, their runs, and what can be said of the results. */
package io.zipar.evaluation.lab;
