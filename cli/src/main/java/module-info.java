/** The command line: picocli, Guice and the terminal over the pipeline. */
module io.zipar.cli {
  requires com.google.gson;
  requires com.google.guice;
  requires info.picocli;
  requires transitive io.zipar.api;
  requires io.zipar.evaluation;
  requires io.zipar.models;
  requires io.zipar.pipeline;
  requires io.zipar.training;
  requires jakarta.inject;
  requires java.desktop;
  requires java.logging;
  requires me.tongfei.progressbar;

  exports io.zipar.cli.spi;

  uses io.zipar.cli.spi.TerminalCommand;

  provides io.zipar.cli.spi.TerminalCommand with
      io.zipar.cli.command.DemoCommand,
      io.zipar.cli.command.GenerateCommand,
      io.zipar.cli.command.CompareCommand,
      io.zipar.cli.command.ReplayCommand,
      io.zipar.cli.command.EncodeCommand,
      io.zipar.cli.command.DecodeCommand,
      io.zipar.cli.command.EvaluateCommand,
      io.zipar.cli.command.ExperimentCommand,
      io.zipar.cli.command.BenchCommand,
      io.zipar.cli.command.AttentionCommand,
      io.zipar.cli.command.TrainCommand,
      io.zipar.cli.command.StrategiesCommand,
      io.zipar.cli.command.BackendsCommand,
      io.zipar.cli.command.ModelsCommand;

  opens io.zipar.cli.command to
      com.google.guice,
      info.picocli;
  opens io.zipar.cli.wiring to
      com.google.guice;
}
