/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

/**
 * The name of a class or function in a pickle. Nothing is looked up or run by it.
 *
 * @param module for example {@code torch._utils}
 * @param name for example {@code _rebuild_tensor_v2}
 */
record ClassName(String module, String name) {
  String full() {
    return module + "." + name;
  }
}
