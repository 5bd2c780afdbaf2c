/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Checked reading of JSON that others wrote. */
package io.zipar.evaluation.json;
