/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import java.util.Optional;

/**
 * What runs the layers of an image network.
 *
 * @param kernels compute
 * @param team shares the work
 * @param condition what norms of the frame at work depend on
 */
record Workspace(Kernels kernels, Team team, Optional<Planes> condition) {
  Workspace(Kernels kernels, Team team) {
    this(kernels, team, Optional.empty());
  }

  /** The same workspace for a frame with a condition. */
  Workspace under(Planes condition) {
    return new Workspace(kernels, team, Optional.of(condition));
  }
}
