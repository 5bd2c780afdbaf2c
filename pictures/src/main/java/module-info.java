/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Procedural pictures by class and seed: what the shipped model learned from and is measured by.
 */
module io.zipar.pictures {
  requires transitive io.zipar.api;
  requires java.desktop;

  exports io.zipar.pictures;
}
