/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Attention on a device, and the plan of what each column sees. */
package io.zipar.backend.opencl.attention;
