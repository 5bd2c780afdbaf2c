/** Measures of the quality of generated images. */
@SuppressWarnings("module")
module io.zipar.evaluation {
  requires transitive io.zipar.api;
  requires ai.djl.api;
  requires ai.djl.pytorch_engine;
  requires ejml.core;
  requires ejml.ddense;
  requires io.zipar.backend.djl;
  requires io.zipar.models;
  requires java.desktop;

  exports io.zipar.evaluation;
  exports io.zipar.evaluation.scene to
      io.zipar.training;
}
