/** Trains the model that ships with the project, on DJL. */
module io.zipar.training {
  requires transitive io.zipar.api;
  requires transitive io.zipar.models;
  requires ai.djl.api;
  requires com.google.gson;
  requires io.zipar.evaluation;
  requires io.zipar.pictures;
  requires io.zipar.torch;

  // The plans of a training are written to its record.
  opens io.zipar.training to
      com.google.gson;
  opens io.zipar.training.classifier to
      com.google.gson;
  opens io.zipar.training.tokenizer to
      com.google.gson;
  opens io.zipar.training.transformer to
      com.google.gson;

  exports io.zipar.training;
  exports io.zipar.training.classifier;
  exports io.zipar.training.support;
  exports io.zipar.training.tokenizer;
  exports io.zipar.training.transformer;
}
