/** Checkpoint formats and model families: from files to backend-neutral networks and tensors. */
module io.zipar.models {
  requires transitive io.zipar.api;
  requires com.google.gson;
  requires pickle;

  exports io.zipar.models;
  exports io.zipar.models.network;
  exports io.zipar.models.pass;
  exports io.zipar.models.spi;
  exports io.zipar.models.tensor;

  uses io.zipar.models.spi.ModelFamily;
  uses io.zipar.models.spi.TextTokenizerFactory;

  provides io.zipar.models.spi.ModelFamily with
      io.zipar.models.llamagen.LlamaGenFamily,
      io.zipar.models.chameleon.ChameleonFamily,
      io.zipar.models.emu3.Emu3Family,
      io.zipar.models.t5.T5Family;
}
