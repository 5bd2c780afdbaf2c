/** The command line: picocli, Guice and the terminal over the pipeline. */
module io.zipar.cli {
  requires com.google.gson;
  requires com.google.guice;
  requires info.picocli;
  requires io.zipar.api;
  requires io.zipar.evaluation;
  requires io.zipar.models;
  requires io.zipar.pipeline;
  requires io.zipar.training;
  requires jakarta.inject;
  requires java.desktop;
  requires java.logging;
  requires me.tongfei.progressbar;

  opens io.zipar.cli.command to
      com.google.guice,
      info.picocli;
  opens io.zipar.cli.wiring to
      com.google.guice;
}
