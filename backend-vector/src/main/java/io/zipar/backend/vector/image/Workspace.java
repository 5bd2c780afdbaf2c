/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;

/**
 * What runs the layers of an image network.
 *
 * @param kernels compute
 * @param team shares the work
 */
record Workspace(Kernels kernels, Team team) {}
