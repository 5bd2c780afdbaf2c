/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.testing;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** What {@link NeedsOpenCl} does, for properties. */
public final class SkipWithoutOpenCl implements SkipExecutionHook {
  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return TestedOpenCl.missing().map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
  }
}
