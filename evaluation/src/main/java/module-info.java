/** Measures of speed and quality: experiments, benchmarks, reports, plots. */
@SuppressWarnings("module")
module io.zipar.evaluation {
  requires transitive com.google.gson;
  requires transitive io.zipar.api;
  requires transitive io.zipar.pipeline;
  requires transitive java.desktop;
  requires ai.djl.api;
  requires ai.djl.pytorch_engine;
  requires ejml.core;
  requires ejml.ddense;
  requires java.management;
  requires io.zipar.models;
  requires io.zipar.pictures;
  requires org.knowm.xchart;
  requires io.zipar.torch;

  exports io.zipar.evaluation;
  exports io.zipar.evaluation.bench;
  exports io.zipar.evaluation.experiment;
  exports io.zipar.evaluation.replay;
  exports io.zipar.evaluation.report;
  exports io.zipar.evaluation.spi;
  exports io.zipar.evaluation.attention to
      io.zipar.cli;
  exports io.zipar.evaluation.lab;
  exports io.zipar.evaluation.store;
  exports io.zipar.evaluation.scene to
      io.zipar.training;

  uses io.zipar.evaluation.lab.ShardEngine;
  uses io.zipar.evaluation.spi.Measure;

  provides io.zipar.evaluation.spi.Measure with
      io.zipar.evaluation.measures.ForwardPasses,
      io.zipar.evaluation.measures.Reduction,
      io.zipar.evaluation.measures.Seconds,
      io.zipar.evaluation.measures.Frechet,
      io.zipar.evaluation.measures.KernelMeasure,
      io.zipar.evaluation.measures.Precision,
      io.zipar.evaluation.measures.Recall,
      io.zipar.evaluation.measures.Accuracy,
      io.zipar.evaluation.measures.Likelihood,
      io.zipar.evaluation.measures.Variety,
      io.zipar.evaluation.measures.Duplicates;
}
