/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What may be relied on. Nothing has been released yet, so every exported type is experimental;
 * what is exported at all is listed in {@code docs/api.txt}, so that a change shows.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ApiStatus {
  private ApiStatus() {}

  /**
   * May change or go with any version. A nested type without a mark shares that of the type around
   * it.
   */
  @Documented
  @Experimental(since = "0.1")
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Experimental {
    /**
     * Since when.
     *
     * @return the version that brought the type
     */
    String since();
  }
}
