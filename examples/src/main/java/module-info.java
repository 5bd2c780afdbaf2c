/** The command line, its wiring, and runnable examples of plugging in. */
module io.zipar.examples {
  requires com.google.gson;
  requires com.google.guice;
  requires info.picocli;
  requires io.zipar.api;
  requires io.zipar.evaluation;
  requires io.zipar.models;
  requires io.zipar.pictures;
  requires io.zipar.training;
  requires jakarta.inject;
  requires java.desktop;
  requires java.logging;
  requires java.management;
  requires jdk.management;
  requires me.tongfei.progressbar;
  requires org.knowm.xchart;
  requires org.slf4j;

  opens io.zipar.examples.command to
      com.google.guice,
      info.picocli;
  opens io.zipar.examples.evaluate to
      com.google.guice;
  opens io.zipar.examples.run to
      com.google.guice;
  opens io.zipar.examples.wiring to
      com.google.guice;

  uses io.zipar.models.spi.PackagedModel;

  provides io.zipar.spi.DecodingStrategy with
      io.zipar.examples.plugins.CopyAbove,
      io.zipar.examples.plugins.Pairs;
}
