/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Regular expressions of untrusted files, matched within a bound of steps. */
package io.zipar.text.regex;
