/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Byte-pair encoding, whatever the format that the pairs come from. */
package io.zipar.text.pairs;
