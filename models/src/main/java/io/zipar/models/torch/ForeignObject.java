/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object of a class that this project does not have and does not run. What a pickle sets in it
 * is kept as data, since arguments of a training run are looked up there.
 */
final class ForeignObject {
  private final String className;
  private final Map<Object, Object> entries = new LinkedHashMap<>();

  ForeignObject(String className) {
    this.className = className;
  }

  String className() {
    return className;
  }

  /** Attributes and items by name. */
  Map<Object, Object> entries() {
    return entries;
  }
}
