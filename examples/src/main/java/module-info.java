/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Small programs, one idea each. */
module io.zipar.examples {
  requires io.zipar.api;
  requires io.zipar.evaluation;
  requires io.zipar.pipeline;

  provides io.zipar.spi.DecodingStrategy with
      io.zipar.examples.plugins.CopyAbove,
      io.zipar.examples.plugins.Pairs;
  provides io.zipar.evaluation.spi.Measure with
      io.zipar.examples.Brightness;
}
