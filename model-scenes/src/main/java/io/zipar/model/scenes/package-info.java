/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The packaged model {@code scenes} and its relatives. */
package io.zipar.model.scenes;
