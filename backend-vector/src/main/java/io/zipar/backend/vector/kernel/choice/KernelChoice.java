/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.choice;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.kernel.ScalarKernels;
import io.zipar.backend.vector.kernel.WarmingKernels;
import io.zipar.backend.vector.kernel.simd.VectorKernels;

/** Picks the kernels that this JVM can run. */
public final class KernelChoice {
  /** The module of the Vector API. */
  public static final String MODULE = "jdk.incubator.vector";

  /** What to add to the java command. */
  public static final String FLAG = "--add-modules " + MODULE;

  private KernelChoice() {}

  /**
   * Tells whether the Vector API is there.
   *
   * @return whether its module was resolved when the JVM started
   */
  public static boolean vectorised() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * Picks the kernels.
   *
   * @return those on the Vector API if it is there, else scalar ones
   */
  public static Kernels best() {
    return vectorised() ? new VectorKernels() : new ScalarKernels();
  }

  /**
   * Picks the kernels for the start of a JVM.
   *
   * @return those of {@link #best}, from the first moment on not slower than scalar ones
   */
  public static Kernels warming() {
    return vectorised() ? new WarmingKernels(new VectorKernels()) : new ScalarKernels();
  }
}
