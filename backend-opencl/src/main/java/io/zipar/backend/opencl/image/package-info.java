/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Image tokenizers on a device. */
package io.zipar.backend.opencl.image;
