/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A command from outside. */
module org.example.largest {
  requires info.picocli;
  requires io.zipar.cli;
  requires io.zipar.pipeline;
  requires jakarta.inject;

  opens org.example.largest to
      com.google.guice,
      info.picocli;

  provides io.zipar.cli.spi.TerminalCommand with
      org.example.largest.LargestCommand;
}
