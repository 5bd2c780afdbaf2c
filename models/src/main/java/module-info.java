/** Checkpoint formats and model families: from files to backend-neutral networks and tensors. */
@SuppressWarnings("module")
module io.zipar.models {
  requires transitive io.zipar.api;
  requires com.google.gson;

  exports io.zipar.models;
  exports io.zipar.models.backend;
  exports io.zipar.models.disk to
      io.zipar.backend.opencl,
      io.zipar.backend.vector,
      io.zipar.evaluation,
      io.zipar.pipeline,
      io.zipar.training;
  exports io.zipar.models.format to
      io.zipar.backend.opencl,
      io.zipar.backend.vector,
      io.zipar.evaluation,
      io.zipar.text;
  exports io.zipar.models.network;
  exports io.zipar.models.pass;
  exports io.zipar.models.spi;
  exports io.zipar.models.spi.support;
  exports io.zipar.models.spi.support.image;
  exports io.zipar.models.spi.support.llama;
  exports io.zipar.models.tensor;
  exports io.zipar.models.text;

  uses io.zipar.models.spi.ImageTokenizerFamily;
  uses io.zipar.models.spi.TextEncoderFamily;
  uses io.zipar.models.spi.TextTokenizerFactory;
  uses io.zipar.models.spi.TransformerFamily;

  provides io.zipar.models.spi.TransformerFamily with
      io.zipar.models.llamagen.LlamaGenTransformers,
      io.zipar.models.llamagen.NarTransformers,
      io.zipar.models.llamagen.RandArTransformers,
      io.zipar.models.lpd.LpdTransformers,
      io.zipar.models.llamagen.NarVideoTransformers,
      io.zipar.models.chameleon.ChameleonTransformers,
      io.zipar.models.emu3.Emu3Transformers,
      io.zipar.models.janus.JanusTransformers;
  provides io.zipar.models.spi.ImageTokenizerFamily with
      io.zipar.models.llamagen.LlamaGenImageTokenizers,
      io.zipar.models.chameleon.ChameleonImageTokenizers,
      io.zipar.models.emu3.Emu3ImageTokenizers,
      io.zipar.models.janus.JanusImageTokenizers;
  provides io.zipar.models.spi.TextEncoderFamily with
      io.zipar.models.t5.T5TextEncoders;
}
