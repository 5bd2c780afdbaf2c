/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Devices, their memory, programs and kernels; knows nothing of models. */
package io.zipar.backend.opencl.device;
