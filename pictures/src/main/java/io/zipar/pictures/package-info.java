/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Procedural pictures by class and seed. */
package io.zipar.pictures;
