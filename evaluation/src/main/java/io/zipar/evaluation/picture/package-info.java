/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Picture files of others, read with the values that Pillow gives. */
package io.zipar.evaluation.picture;
