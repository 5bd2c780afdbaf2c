/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Libtorch through DJL: how it starts, its devices, its errors, and weights on their way to it. */
module io.zipar.torch {
  requires transitive ai.djl.api;
  requires transitive io.zipar.api;
  requires transitive io.zipar.models;
  requires ai.djl.pytorch_engine;
  requires java.logging;

  exports io.zipar.torch;
}
