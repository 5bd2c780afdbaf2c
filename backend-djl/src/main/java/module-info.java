/**
 * The model backend {@code djl}: transformers and image tokenizers on DJL's PyTorch engine, built
 * from tensors, on a CPU or on CUDA.
 */
module io.zipar.backend.djl {
  requires transitive io.zipar.api;
  requires transitive io.zipar.models;
  requires ai.djl.api;
  requires ai.djl.pytorch_engine;
  requires io.zipar.torch;
  requires org.slf4j;

  exports io.zipar.backend.djl;

  provides io.zipar.spi.ModelBackend with
      io.zipar.backend.djl.DjlBackend;
}
