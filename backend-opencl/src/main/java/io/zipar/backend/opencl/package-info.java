/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The backend {@code opencl}: kernels of our own in OpenCL C. It needs the OpenCL library that a
 * driver brings; compiled kernels are kept in the user's cache folder.
 */
package io.zipar.backend.opencl;
