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

/** What may be relied on: every public type of an exported package carries one of the two. */
@ApiStatus.Stable(since = "0.1")
public final class ApiStatus {
  private ApiStatus() {}

  /**
   * Changes only compatibly, in source and binary, until the next major version (below 1.0: the
   * next minor one). {@code build/check-api} holds the types to it. A nested type without a mark
   * shares that of the type around it.
   */
  @Documented
  @Stable(since = "0.1")
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Stable {
    /**
     * Since when.
     *
     * @return the version that brought the type
     */
    String since();
  }

  /** May change or go with any version: new, and waiting for what its users say. */
  @Documented
  @Stable(since = "0.1")
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface Experimental {
    /**
     * Since when.
     *
     * @return the version that brought the type or method
     */
    String since();
  }
}
